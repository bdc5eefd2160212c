import Engine
import JSON

/// The members of a JSON request.
struct RequestMembers {
  let object: JSONObject

  init(_ object: JSONObject) { self.object = object }

  /// - Parameter isOptional: whether the request may come without a body.
  init(_ request: ServerRequest, isOptional: Bool = false) throws(EngineError) {
    if isOptional, request.body.isEmpty {
      object = JSONObject()
      return
    }
    guard request.mediaType == "application/json" else {
      throw EngineError(.invalidArgument, "The body must be sent as application/json.")
    }
    let json: JSONValue
    do { json = try JSONValue(parsing: request.body) } catch {
      throw EngineError(
        .invalidArgument, "The body is no JSON: \(error.message), at byte \(error.offset).")
    }
    guard let object = SecretHole.neutralizing(json).object else {
      throw EngineError(.invalidArgument, "The body must be a JSON object.")
    }
    self.object = object
  }

  /// Members that are null count as absent.
  subscript(name: String) -> JSONValue? { object[name].flatMap { $0.isNull ? nil : $0 } }

  func text(_ name: String) -> String? { self[name]?.string }

  func required(_ name: String) throws(EngineError) -> String {
    guard let text = text(name), !text.isEmpty else {
      throw EngineError(.invalidArgument, "The member \(name) is missing.")
    }
    return text
  }

  var variables: JSONObject {
    get throws(EngineError) {
      guard let value = self["variables"] else { return JSONObject() }
      guard let object = value.object else {
        throw EngineError(.invalidArgument, "The member variables must be an object.")
      }
      return object
    }
  }

  /// Refuses what would otherwise be skipped silently.
  func allow(_ names: Set<String>) throws(EngineError) {
    for (name, value) in object.members where !names.contains(name) {
      let isHarmless =
        value.isNull || value == .array([]) || value == .bool(false)
        || (name == "tenantId" && value.string == "<default>")
      if !isHarmless {
        throw EngineError(.invalidArgument, "The member \(name) is not supported here.")
      }
    }
  }

  /// A number that is a whole one; nil where it is absent.
  func integer(_ name: String) throws(EngineError) -> Int? {
    guard let value = self[name] else { return nil }
    guard let number = value.int else {
      throw EngineError(.invalidArgument, "The member \(name) must be a whole number.")
    }
    return number
  }

  /// An object; an empty one where it is absent.
  func members(_ name: String) throws(EngineError) -> RequestMembers {
    guard let value = self[name] else { return RequestMembers(JSONObject()) }
    guard let object = value.object else {
      throw EngineError(.invalidArgument, "The member \(name) must be an object.")
    }
    return RequestMembers(object)
  }

  /// A key in a path or member.
  static func key(_ text: String, _ name: String) throws(EngineError) -> EngineKey {
    guard let key = EngineKey(text) else {
      throw EngineError(.invalidArgument, "\(name) '\(text)' is no key.")
    }
    return key
  }
}
