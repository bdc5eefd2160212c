import EngineProtocol
import FEEL
import JSON

// Cluster variables, and the variable `camunda` with which expressions read them.

extension Processor {
  /// The variable `camunda`: `processInstance`, which is the innermost one, and `vars`.
  func namespace(of element: EngineKey) -> FEELValue {
    let instance = state.elements[element]?.instance
    let businessID = instance.flatMap { state.traits[$0]?.businessID }
    return .context(
      FEELContext([
        (
          "processInstance",
          .context(
            FEELContext([
              ("key", instance.map { FEELValue(JSONValue.number(String($0))) } ?? .null),
              ("businessId", businessID.map(FEELValue.string) ?? .null),
            ]))
        ),
        ("vars", state.clusterVariables.context),
      ]))
  }

  mutating func change(
    clusterVariable command: ClusterVariableCommand
  ) throws(EngineError) -> Reply {
    switch command {
    case .create(let variable):
      guard state.clusterVariables.key(of: variable.id) == nil else {
        throw EngineError(
          .alreadyExists, "The cluster variable '\(variable.id.name)' already exists.")
      }
      return set(try variable.checked(), newKey())
    case .update(let id, let value, let metadata):
      let key = try existing(id)
      let known = state.clusterVariables[key]?.metadata ?? JSONObject()
      let variable = ClusterVariable(id: id, value: value, metadata: metadata ?? known)
      return set(try variable.checked(), key)
    case .set(let id, let value):
      let key = state.clusterVariables.key(of: id)
      let known = key.flatMap { state.clusterVariables[$0]?.metadata }
      let variable = ClusterVariable(id: id, value: value, metadata: known ?? JSONObject())
      return set(try variable.checked(), key ?? newKey())
    case .delete(let id):
      let key = try existing(id)
      let variable = state.clusterVariables[key]
      emit(.clusterVariableDeleted(key: key))
      return .clusterVariables([variable].compactMap { $0 })
    }
  }

  private mutating func set(_ variable: ClusterVariable, _ key: EngineKey) -> Reply {
    if state.clusterVariables[key] != variable {
      emit(.clusterVariableSet(key: key, variable: variable))
    }
    return .clusterVariables([variable])
  }

  private func existing(_ id: ClusterVariable.ID) throws(EngineError) -> EngineKey {
    guard let key = state.clusterVariables.key(of: id) else {
      throw EngineError(.notFound, "The cluster variable '\(id.name)' does not exist.")
    }
    return key
  }
}

extension ClusterVariable {
  private static let nameLimit = 256
  private static let metadataLimit = 100
  private static let symbolsOfNames: Set<Character> = ["_", "~", "@", ".", "+", "-"]

  /// The variable, if its name and its metadata are allowed.
  fileprivate func checked() throws(EngineError) -> ClusterVariable {
    let isAllowed = id.name.allSatisfy { character in
      character.isASCII && (character.isLetter || character.isNumber)
        || Self.symbolsOfNames.contains(character)
    }
    guard isAllowed, 1...Self.nameLimit ~= id.name.count else {
      throw EngineError(
        .invalidArgument,
        "'\(id.name)' is not a valid name for a cluster variable: use 1 to \(Self.nameLimit) "
          + "letters, digits and the symbols _ ~ @ . + -")
    }
    guard metadata.members.count <= Self.metadataLimit else {
      throw EngineError(
        .invalidArgument,
        "The cluster variable '\(id.name)' has more than \(Self.metadataLimit) metadata entries.")
    }
    let wrong = metadata.members.first {
      switch $0.value {
      case .string, .number: false
      default: true
      }
    }
    if let wrong {
      throw EngineError(
        .invalidArgument, "The metadata entry '\(wrong.key)' must be a string or a number.")
    }
    return self
  }
}
