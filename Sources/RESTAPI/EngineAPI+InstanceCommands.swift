import EngineProtocol
import HTTP
import JSON

// Commands to running instances.
extension EngineAPI {
  func modify(_ key: EngineKey, _ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["activateInstructions", "moveInstructions", "terminateInstructions"])
    var modification = InstanceModification()
    for instruction in try members.list("activateInstructions") {
      try instruction.allow(["elementId", "ancestorElementInstanceKey", "variableInstructions"])
      modification.activations.append(
        InstanceModification.Activation(
          try instruction.required("elementId"), ancestor: try instruction.ancestor,
          variables: try instruction.scopeVariables))
    }
    for instruction in try members.list("moveInstructions") {
      modification.moves.append(try instruction.move)
    }
    for instruction in try members.list("terminateInstructions") {
      modification.terminations.append(
        try instruction.selection(id: "elementId", key: "elementInstanceKey"))
    }
    try await engine.change(instance: key, .modify(modification))
    return .empty(204)
  }

  func assignBusinessID(
    _ key: EngineKey, _ members: RequestMembers
  ) async throws -> ServerResponse {
    try members.allow(["businessId"])
    try await engine.change(
      instance: key, .assignBusinessID(try members.required("businessId")))
    return .empty(204)
  }

  /// The operation is over when this responds.
  func resolveIncidents(of instance: EngineKey) async throws -> ServerResponse {
    let key = try await engine.resolveIncidents(ofInstance: instance)
    return .json(
      200,
      .object([("batchOperationKey", .key(key)), ("batchOperationType", "RESOLVE_INCIDENT")]))
  }
}

extension RequestMembers {
  fileprivate var move: InstanceModification.Move {
    get throws(EngineError) {
      try allow([
        "sourceElementInstruction", "targetElementId", "ancestorScopeInstruction",
        "variableInstructions",
      ])
      let source = try members("sourceElementInstruction")
      let sourceType = try source.text("sourceType")
      let ids = (id: "sourceElementId", key: "sourceElementInstanceKey")
      switch sourceType {
      case "byId": try source.allow(["sourceType", ids.id])
      case "byKey": try source.allow(["sourceType", ids.key])
      default: throw source.wrong("sourceType", "must be byId or byKey")
      }
      return InstanceModification.Move(
        try source.selection(
          id: ids.id, key: ids.key, besides: ["sourceType"]),
        to: try required("targetElementId"),
        ancestor: try members("ancestorScopeInstruction").ancestorChoice,
        variables: try scopeVariables)
    }
  }

  private var ancestorChoice: InstanceModification.Ancestor {
    get throws(EngineError) {
      let type = try text("ancestorScopeType") ?? "direct"
      try allow(
        type == "direct"
          ? ["ancestorScopeType", "ancestorElementInstanceKey"] : ["ancestorScopeType"])
      return switch type {
      case "direct": .direct(try ancestor)
      case "inferred": .inferred
      case "sourceParent": .sourceParent
      default: throw wrong("ancestorScopeType", "must be direct, inferred or sourceParent")
      }
    }
  }

  /// Nil if it is absent or -1.
  fileprivate var ancestor: EngineKey? {
    get throws(EngineError) {
      let key = try key("ancestorElementInstanceKey")
      return key == -1 ? nil : key
    }
  }

  fileprivate var scopeVariables: [InstanceModification.ScopeVariables] {
    get throws(EngineError) {
      var scopes: [InstanceModification.ScopeVariables] = []
      for instruction in try list("variableInstructions") {
        try instruction.allow(["variables", "scopeId"])
        scopes.append(
          InstanceModification.ScopeVariables(
            try instruction.variables, in: try instruction.text("scopeId") ?? ""))
      }
      return scopes
    }
  }

  /// Exactly one of an element id and a key.
  fileprivate func selection(
    id: String, key: String, besides others: Set<String> = []
  ) throws(EngineError) -> InstanceModification.ElementSelection {
    try allow(others.union([id, key]))
    switch (try text(id), try self.key(key)) {
    case (let id?, nil) where !id.isEmpty: return .id(id)
    case (nil, let key?): return .key(key)
    default: throw wrong(id, "or '\(key)' must be given, but not both")
    }
  }
}
