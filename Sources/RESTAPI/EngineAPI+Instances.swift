import EngineProtocol
import HTTP
import JSON
import Time

// Instances and related searches. Responses have every member of Camunda 8.9, null if there is no
// value.
extension EngineAPI {
  func create(_ members: RequestMembers) async throws -> ServerResponse {
    try members.allow([
      "processDefinitionKey", "processDefinitionId", "processDefinitionVersion", "variables",
      "startInstructions", "runtimeInstructions",
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
      startElements: try startElements(members), endElements: try endElements(members))
    let instance = try await engine.createInstance(request)
    return .json(
      200,
      .object([
        ("processDefinitionId", .string(instance.definition.id)),
        ("processDefinitionVersion", JSONValue(instance.definition.version)),
        ("processDefinitionKey", .key(instance.definition.key)),
        ("processInstanceKey", .key(instance.key)), ("tenantId", "<default>"),
        ("variables", .object([])), ("tags", .array([])), ("businessId", .null),
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

  func instance(_ key: EngineKey) async throws -> ServerResponse {
    guard let instance = try await engine.instance(key) else {
      throw EngineError(.notFound, "Process instance \(key) does not exist.")
    }
    return .json(200, Self.json(instance))
  }

  func searchInstances(_ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["filter", "page"])
    let filter = try members.members("filter")
    try filter.allow(["processInstanceKey", "processDefinitionId", "state"])
    let key = try filter.key("processInstanceKey")
    let state = try filter.choice("state", of: ProcessInstance.State.self)
    let instances = try await engine.instances(
      processID: filter.text("processDefinitionId"), limit: Int(Int32.max)
    ).filter { (key == nil || $0.key == key) && (state == nil || $0.state == state) }
    return try page(instances.map(Self.json), members)
  }

  func searchDefinitions(_ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["filter", "page"])
    let filter = try members.members("filter")
    try filter.allow(["processDefinitionId"])
    let id = try filter.text("processDefinitionId")
    let definitions = try await engine.processDefinitions().filter { id == nil || $0.id == id }
    return try page(definitions.map(Self.json), members)
  }

  func searchVariables(_ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["filter", "page"])
    let filter = try members.members("filter")
    try filter.allow(["processInstanceKey", "name"])
    guard let key = try filter.key("processInstanceKey") else {
      throw EngineError.wrongMember("filter.processInstanceKey", "is missing")
    }
    let name = try filter.text("name")
    let variables = try await engine.variables(ofInstance: key).members
      .filter { name == nil || $0.key == name }
    // Variables have no keys of their own here; the key is made of the instance key and the
    // position.
    let items = variables.enumerated().map { index, variable -> JSONValue in
      .object([
        ("name", .string(variable.key)), ("value", .string(variable.value.text())),
        ("isTruncated", false), ("processInstanceKey", .key(key)), ("scopeKey", .key(key)),
        ("rootProcessInstanceKey", .null), ("variableKey", .string("\(key)\(index)")),
        ("tenantId", "<default>"),
      ])
    }
    return try page(items, members)
  }

  func searchIncidents(_ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["filter", "page"])
    let filter = try members.members("filter")
    try filter.allow(["processInstanceKey"])
    let key = try filter.key("processInstanceKey")
    var items: [JSONValue] = []
    for incident in try await engine.incidents(ofInstance: key) {
      items.append(try await json(incident))
    }
    return try page(items, members)
  }

  private func json(_ incident: Incident) async throws -> JSONValue {
    let instance = try await engine.instance(incident.instanceKey)
    let element = try await engine.elementInstances(ofInstance: incident.instanceKey)
      .last { $0.elementID == incident.elementID && $0.state == .active }
    // The creation time of an incident is not stored; use the start time of its element.
    let time = element?.startTime ?? instance?.startTime ?? 0
    return .object([
      ("incidentKey", .key(incident.key)), ("errorType", .string(incident.type)),
      ("errorMessage", .string(incident.message)), ("elementId", .string(incident.elementID)),
      ("elementInstanceKey", element.map { .key($0.key) } ?? .null),
      ("creationTime", .string(ISOInstant.text(milliseconds: time))), ("state", "ACTIVE"),
      ("processDefinitionId", JSONValue(instance?.definition.id)),
      ("processDefinitionKey", instance.map { .key($0.definition.key) } ?? .null),
      ("processInstanceKey", .key(incident.instanceKey)), ("rootProcessInstanceKey", .null),
      ("jobKey", incident.jobKey.map { .key($0) } ?? .null), ("tenantId", "<default>"),
    ])
  }

  /// The part of the results that the request's `page` selects.
  func page(_ items: [JSONValue], _ members: RequestMembers) throws -> ServerResponse {
    let page = try members.members("page")
    try page.allow(["from", "limit"])
    let (from, limit) = (try page.integer("from") ?? 0, try page.integer("limit") ?? 100)
    guard from >= 0, limit >= 0 else {
      throw EngineError(
        .invalidArgument, "The members 'page.from' and 'page.limit' must not be negative.")
    }
    return .json(
      200,
      .object([
        ("items", .array(Array(items.dropFirst(from).prefix(limit)))),
        (
          "page",
          .object([
            ("totalItems", JSONValue(items.count)), ("hasMoreTotalItems", false),
            ("startCursor", .null), ("endCursor", .null),
          ])
        ),
      ]))
  }

  private static func json(_ instance: ProcessInstance) -> JSONValue {
    .object([
      ("processInstanceKey", .key(instance.key)),
      ("processDefinitionId", .string(instance.definition.id)),
      ("processDefinitionName", JSONValue(instance.definition.name)),
      ("processDefinitionVersion", JSONValue(instance.definition.version)),
      ("processDefinitionVersionTag", .null),
      ("processDefinitionKey", .key(instance.definition.key)),
      ("startDate", .string(ISOInstant.text(milliseconds: instance.startTime))),
      ("endDate", JSONValue(instance.endTime.map(ISOInstant.text(milliseconds:)))),
      ("state", .string(instance.state.rawValue.uppercased())),
      ("hasIncident", .bool(instance.hasIncident)), ("tenantId", "<default>"),
      ("parentProcessInstanceKey", instance.parentKey.map(JSONValue.key) ?? .null),
      ("parentElementInstanceKey", .null),
      ("rootProcessInstanceKey", .null), ("tags", .array([])), ("businessId", .null),
    ])
  }

  static func json(_ definition: ProcessDefinition) -> JSONValue {
    .object([
      ("processDefinitionId", .string(definition.id)), ("name", JSONValue(definition.name)),
      ("version", JSONValue(definition.version)), ("versionTag", .null),
      ("resourceName", .string(definition.resourceName)), ("tenantId", "<default>"),
      ("processDefinitionKey", .key(definition.key)), ("hasStartForm", false),
    ])
  }
}
