import HTTP
import JSON
import Text

/// Content templates, as far as sending needs them: every template counts as approved.
///
/// Source: Twilio documentation, "Content API resources".
extension TwilioAPI {
  func respondAboutContent(_ call: APICall) async throws -> ServerResponse {
    switch (call.method, call.rest.count) {
    case ("GET", 0):
      let all = try await store.resources(.content, account: call.account)
      return try metaPage(call, all, "contents", sid: \.sid) { contentJSON($0, call) }
    case ("POST", 0):
      let template = try ContentTemplate(call.body)
      let content = StoredResource(
        .content, sid: SimulatorStore.newSID("HX"), account: call.account, now: now(),
        values: ["template": template.json.text()])
      try await store.save(content)
      return .json(201, contentJSON(content, call))
    case (_, 0): throw call.notAllowed
    case (_, 1): break
    default: throw call.notFound
    }
    guard
      let content = try await store.resource(.content, call.rest[0], account: call.account)
    else { throw call.notFound }
    switch call.method {
    case "GET": return .json(200, contentJSON(content, call))
    case "DELETE":
      try await store.remove(content)
      return .empty(204)
    default: throw call.notAllowed
    }
  }

  private func contentJSON(_ content: StoredResource, _ call: APICall) -> JSONValue {
    // The store only contains what this type wrote.
    let template = (try? JSONValue(parsing: content["template"] ?? "{}"))?.object
    let url = "\(call.origin)/v1/Content/\(content.sid)"
    let links: [(String, JSONValue)] = [
      ("approval_create", .string("\(url)/ApprovalRequests/whatsapp")),
      ("approval_fetch", .string("\(url)/ApprovalRequests")),
    ]
    var members: [(String, JSONValue)] = [
      ("sid", .string(content.sid)), ("account_sid", .string(content.account)),
      ("date_created", StoredResource.isoDate(content.created)),
      ("date_updated", StoredResource.isoDate(content.updated)), ("url", .string(url)),
      ("links", .object(links)),
    ]
    for member in template?.members ?? [] { members.append((member.key, member.value)) }
    return .object(members)
  }
}

/// A template with variables `{{1}}`.
struct ContentTemplate: Sendable {
  /// The members that the creator set.
  let json: JSONValue

  /// Reads the body of a request.
  init(_ body: [UInt8]) throws(TwilioError) {
    // A body that is not JSON is the caller's mistake, so its error is not needed.
    guard let json = try? JSONValue(parsing: body), let language = json["language"]?.string,
      let types = json["types"]?.object, !types.isEmpty
    else {
      throw TwilioError(
        .invalidParameter, "A template is a JSON object with 'language' and 'types'.")
    }
    let variables = json["variables"]?.object ?? JSONObject()
    guard variables.members.allSatisfy({ $0.value.string != nil }) else {
      throw TwilioError(.invalidParameter, "'variables' must be an object with string values.")
    }
    self.json = .object([
      ("friendly_name", json["friendly_name"] ?? .null), ("language", .string(language)),
      ("variables", .object(variables)), ("types", .object(types)),
    ])
  }

  /// The template of a stored resource.
  init(_ resource: StoredResource) {
    // The store only contains what `json` wrote.
    json = (try? JSONValue(parsing: resource["template"] ?? "{}")) ?? .null
  }

  /// The text with variables, of which missing ones have their defaults.
  func text(_ variables: JSONObject) -> String {
    let types = json["types"]?.object?.members ?? []
    let body = types.lazy.compactMap { $0.value["body"]?.string }.first ?? ""
    var values = json["variables"]?.object ?? JSONObject()
    values.merge(variables)
    var text = body
    for (name, value) in values.members {
      let replacement = value.string ?? value.text()
      text = text.replacing("{{\(name)}}", with: replacement)
    }
    return text
  }
}
