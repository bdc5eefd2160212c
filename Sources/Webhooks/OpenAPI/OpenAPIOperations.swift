import JSON

/// Builds the operations of paths and collects the components that they reference.
struct OpenAPIOperations {
  /// Whether an environment uses Camunda's connector runtime.
  let isOfficial: Bool
  private var schemes = JSONObject()
  private var schemas = JSONObject()
  private var operationIDs: Set<String> = []
  /// The number of operations by name.
  private var counts: [String: Int] = [:]

  init(isOfficial: Bool) {
    self.isOfficial = isOfficial
  }

  package var components: JSONValue {
    var components = JSONObject()
    if !schemas.isEmpty { components["schemas"] = .object(schemas) }
    if !schemes.isEmpty { components["securitySchemes"] = .object(schemes) }
    return .object(components)
  }

  /// The operations of a path, which is shared by the webhooks with one ID.
  mutating func pathItem(of entries: [WebhookEntry]) -> JSONObject {
    var item = JSONObject()
    for method in ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"] {
      let answering = entries.filter { $0.methods.contains(method) }
      guard !answering.isEmpty else { continue }
      item[method.lowercased()] = operation(method, answering)
    }
    return item
  }

  private mutating func operation(_ method: String, _ entries: [WebhookEntry]) -> JSONValue {
    var shape = RequestShape()
    for entry in entries { shape.add(entry) }
    let securities = entries.map(WebhookSecurity.init)
    let isTwilio = entries.contains(where: \.isTwilio)
    var operation = JSONObject([
      ("operationId", .string(operationID(method, entries[0]))),
      ("summary", .string(Self.unique(entries.map(\.label)).joined(separator: " / "))),
      ("description", .string(description(entries, shape))),
      ("tags", .array(Self.unique(entries.compactMap(\.process)).map(JSONValue.string))),
    ])
    let parameters = parameters(method, shape, securities, isTwilio)
    if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
    if ["POST", "PUT", "PATCH"].contains(method) {
      operation["requestBody"] = requestBody(shape, isTwilio)
    }
    operation["responses"] = responses(entries, securities)
    operation["security"] = security(securities)
    return .object(operation)
  }

  /// A unique name such as `post_StartEvent_1`, with a number if it is taken.
  private mutating func operationID(_ method: String, _ entry: WebhookEntry) -> String {
    let name = method.lowercased() + "_" + OpenAPIName.component(entry.element ?? "")
    var unique = name
    while !operationIDs.insert(unique).inserted {
      counts[name, default: 1] += 1
      unique = "\(name)_\(counts[name, default: 1])"
    }
    return unique
  }

  private func description(_ entries: [WebhookEntry], _ shape: RequestShape) -> String {
    var sentences = entries.map { entry in
      let place = entry.process.map { " of process '\($0)'" } ?? ""
      return "\"\(entry.label)\"\(place)."
    }
    if let note = entries[0].conflictNote(isOfficial: false) {
      let official = entries[0].conflictNote(isOfficial: true) ?? note
      sentences.append(
        note == official
          ? "The \(note)." : "On Camunda's runtime: \(official). On bpmnc's: \(note).")
    }
    if !shape.unreadable.isEmpty {
      sentences.append(
        "Not included in this description, because it is not valid FEEL: "
          + shape.unreadable.joined(separator: ", ") + ".")
    }
    return sentences.joined(separator: " ")
  }

  // MARK: Requests

  private func parameters(
    _ method: String, _ shape: RequestShape, _ securities: [WebhookSecurity], _ isTwilio: Bool
  ) -> [JSONValue] {
    var parameters = isTwilio && method == "GET" ? TwilioFields.parameters : []
    var query = Set(parameters.compactMap { $0["name"]?.string })
    let secured = securities.flatMap { $0.schemes.map(\.scheme) }
    query.formUnion(secured.filter { $0["in"] == "query" }.compactMap { $0["name"]?.string })
    for name in shape.params.names where query.insert(name).inserted {
      parameters.append([
        "name": .string(name), "in": "query", "schema": ["type": "string"],
      ])
    }
    // OpenAPI ignores parameters with these names; security schemes describe their own headers.
    let hidden = Set(["accept", "content-type", "authorization"] + securities.flatMap(\.headers))
    for name in shape.headers.names where !hidden.contains(name) {
      parameters.append([
        "name": .string(name), "in": "header", "schema": ["type": "string"],
      ])
    }
    return parameters
  }

  private mutating func requestBody(_ shape: RequestShape, _ isTwilio: Bool) -> JSONValue {
    guard isTwilio else {
      let schema = shape.body.schema(leaf: [:])
      return [
        "required": .bool(!shape.body.names.isEmpty),
        "content": ["application/json": ["schema": schema]],
      ]
    }
    schemas["TwilioMessage"] = TwilioFields.schema
    let reference: JSONValue = ["$ref": "#/components/schemas/TwilioMessage"]
    let known = Set(TwilioFields.all.map(\.name))
    let others = shape.body.names.filter { !known.contains($0) }
    let schema: JSONValue =
      others.isEmpty
      ? reference
      : [
        "allOf": [
          reference,
          [
            "type": "object",
            "properties": .object(others.map { ($0, ["type": "string"]) }),
          ],
        ]
      ]
    return [
      "required": true,
      "content": [
        "application/x-www-form-urlencoded": [
          "schema": schema, "example": TwilioFields.example,
        ]
      ],
    ]
  }

  // MARK: Responses

  private func responses(
    _ entries: [WebhookEntry], _ securities: [WebhookSecurity]
  ) -> JSONValue {
    let reason: JSONValue = [
      "application/json": [
        "schema": ["type": "object", "properties": ["reason": ["type": "string"]]]
      ]
    ]
    let isSecured = securities.contains { !$0.schemes.isEmpty }
    var responses = JSONObject([("200", Self.success(entries))])
    if isSecured {
      responses["401"] = [
        "description": "The signature or the credentials are missing or invalid.",
        "content": reason,
      ]
    }
    if securities.contains(where: \.hasRoles) {
      responses["403"] = [
        "description": "The sender does not have the required role.", "content": reason,
      ]
    }
    responses["404"] = ["description": "No deployed process has a webhook with this path."]
    responses["413"] = ["description": "The body is too large."]
    responses["422"] = [
      "description": .string(
        "No event accepted the request: an activation condition was not true, an expression failed"
          + " or the correlation key was null."),
      "content": ["application/json": ["schema": ["type": "object"]]],
    ]
    responses["500"] = [
      "description": .string(
        isOfficial && isSecured
          ? "The request could not be processed. Camunda's runtime also returns this if the"
            + " signature is missing."
          : "The request could not be processed.")
    ]
    return .object(responses)
  }

  private static func success(_ entries: [WebhookEntry]) -> JSONValue {
    let texts = entries.compactMap { $0["inbound.responseExpression"] }
    guard !texts.isEmpty else { return ["description": "Accepted; the response is empty."] }
    let isXML = texts.contains { $0.contains("text/xml") || $0.contains("application/xml") }
    return [
      "description":
        "Accepted; the response expression determines the response, including the status.",
      "content": [isXML ? "text/xml" : "application/json": ["schema": [:]]],
    ]
  }

  /// The alternative requirements: those of each webhook of the path.
  private mutating func security(_ securities: [WebhookSecurity]) -> JSONValue {
    var requirements: [JSONValue] = []
    for security in securities {
      for (name, scheme) in security.schemes { schemes[name] = scheme }
      if !requirements.contains(security.requirement) { requirements.append(security.requirement) }
    }
    return requirements == [[:]] ? [] : .array(requirements)
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
