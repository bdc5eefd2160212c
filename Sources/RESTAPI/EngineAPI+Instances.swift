import EngineProtocol
import HTTP
import JSON

extension EngineAPI {
  func create(_ members: RequestMembers) async throws -> ServerResponse {
    try members.allow([
      "processDefinitionKey", "processDefinitionId", "processDefinitionVersion", "variables",
      "startInstructions", "runtimeInstructions", "businessId", "tags",
    ])
    let id = try members.text("processDefinitionId")
    let key = try members.key("processDefinitionKey")
    let version = try members.integer("processDefinitionVersion")
    let definition: CreateInstanceRequest.Definition
    switch (key, id) {
    case (let key?, nil): definition = .key(key)
    case (nil, let id?):
      definition = .id(id, version: version == -1 ? nil : version)
    default:
      throw EngineError(
        .invalidArgument, "Give either processDefinitionKey or processDefinitionId.")
    }
    let request = CreateInstanceRequest(
      definition, variables: try members.variables,
      startElements: try startElements(members), endElements: try endElements(members),
      businessID: try members.text("businessId"), tags: try members.texts("tags") ?? [])
    let instance = try await engine.createInstance(request)
    return .json(
      200,
      .object([
        ("processDefinitionId", .string(instance.definition.id)),
        ("processDefinitionVersion", JSONValue(instance.definition.version)),
        ("processDefinitionKey", .key(instance.definition.key)),
        ("processInstanceKey", .key(instance.key)), ("tenantId", "<default>"),
        ("variables", .object([])),
        ("tags", .array(instance.tags.map(JSONValue.string))),
        ("businessId", JSONValue(instance.businessID)),
      ]))
  }

  private func startElements(_ members: RequestMembers) throws(EngineError) -> [String] {
    var ids: [String] = []
    for instruction in try members.list("startInstructions") {
      try instruction.allow(["elementId"])
      ids.append(try instruction.required("elementId"))
    }
    return ids
  }

  private func endElements(_ members: RequestMembers) throws(EngineError) -> [String] {
    var ids: [String] = []
    for instruction in try members.list("runtimeInstructions") {
      try instruction.allow(["type", "afterElementId"])
      try instruction.check("type", is: "TERMINATE_PROCESS_INSTANCE")
      ids.append(try instruction.required("afterElementId"))
    }
    return ids
  }
}
