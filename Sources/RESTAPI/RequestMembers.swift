import EngineProtocol
import HTTP
import JSON

/// The members of a JSON request, or of an object in it. A member of the wrong type is rejected
/// with its path, never treated as absent.
struct RequestMembers {
  let object: JSONObject
  /// The path of this object with a trailing dot; empty for the request itself.
  private let path: String

  private init(_ object: JSONObject, at path: String) {
    self.object = object
    self.path = path
  }

  /// - Parameter isOptional: whether the request may have no body.
  init(_ request: ServerRequest, isOptional: Bool = false) throws(EngineError) {
    path = ""
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
        .invalidArgument, "The body is not valid JSON: \(error.message), at byte \(error.offset).")
    }
    guard let object = SecretHole.neutralizing(json).object else {
      throw EngineError(.invalidArgument, "The body must be a JSON object.")
    }
    self.object = object
  }

  /// The converted value of a member; nil if it is absent or null.
  /// - Parameter type: the expected type for the message, such as `a string`.
  private func value<Value>(
    _ name: String, _ type: String, _ convert: (JSONValue) -> Value?
  ) throws(EngineError) -> Value? {
    guard let member = object[name], !member.isNull else { return nil }
    guard let value = convert(member) else { throw .wrongMember(path + name, "must be \(type)") }
    return value
  }

  /// A string; nil if it is absent.
  func text(_ name: String) throws(EngineError) -> String? {
    try value(name, "a string", \.string)
  }

  /// A string that must be present and not empty.
  func required(_ name: String) throws(EngineError) -> String {
    guard let text = try text(name), !text.isEmpty else {
      throw .wrongMember(path + name, "is missing or empty")
    }
    return text
  }

  /// An integer; nil if it is absent.
  func integer(_ name: String) throws(EngineError) -> Int? {
    try value(name, "a whole number", \.int)
  }

  /// Rejects a string that is not the only supported one; it may be absent.
  func check(_ name: String, is supported: String) throws(EngineError) {
    if let text = try text(name), text != supported {
      throw .wrongMember(path + name, "must be \(supported)")
    }
  }

  /// True or false; nil if it is absent.
  func flag(_ name: String) throws(EngineError) -> Bool? {
    try value(name, "true or false", \.bool)
  }

  /// A list of strings; nil if it is absent.
  func texts(_ name: String) throws(EngineError) -> [String]? {
    try value(name, "a list of strings") { member in
      guard let items = member.array else { return nil }
      let texts = items.compactMap(\.string)
      return texts.count == items.count ? texts : nil
    }
  }

  /// A key, which is a number in a string; nil if it is absent.
  func key(_ name: String) throws(EngineError) -> EngineKey? {
    try value(name, "a key: a number in a string") { $0.string.flatMap { EngineKey($0) } }
  }

  /// One of several strings, case-insensitive; nil if it is absent.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, of type: Choice.Type
  ) throws(EngineError) -> Choice? where Choice.RawValue == String {
    let names = Choice.allCases.map { $0.rawValue.uppercased() }.joined(separator: ", ")
    return try value(name, "one of \(names)") { member in
      member.string.flatMap { Choice(rawValue: $0.lowercased()) }
    }
  }

  /// An object; an empty one if it is absent.
  func members(_ name: String) throws(EngineError) -> RequestMembers {
    try optionalMembers(name) ?? RequestMembers(JSONObject(), at: "\(path)\(name).")
  }

  /// An object; nil if it is absent.
  func optionalMembers(_ name: String) throws(EngineError) -> RequestMembers? {
    try value(name, "an object", \.object).map { RequestMembers($0, at: "\(path)\(name).") }
  }

  /// A list of objects; empty if it is absent.
  func list(_ name: String) throws(EngineError) -> [RequestMembers] {
    let items = try value(name, "a list of objects") { member -> [JSONObject]? in
      guard let items = member.array else { return nil }
      let objects = items.compactMap(\.object)
      return objects.count == items.count ? objects : nil
    }
    return (items ?? []).enumerated().map { index, object in
      RequestMembers(object, at: "\(path)\(name)[\(index)].")
    }
  }

  /// Whether there is a member that is not null.
  func has(_ name: String) -> Bool { object[name].map { !$0.isNull } ?? false }

  /// The variables of the request; empty if they are absent.
  var variables: JSONObject {
    get throws(EngineError) { try value("variables", "an object", \.object) ?? JSONObject() }
  }

  /// The variables of a request that must have some, even if it is an empty object.
  var requiredVariables: JSONObject {
    get throws(EngineError) {
      guard let variables = try value("variables", "an object", \.object) else {
        throw .wrongMember(path + "variables", "is missing")
      }
      return variables
    }
  }

  /// Any JSON value, also null, that must be present.
  func requiredValue(_ name: String) throws(EngineError) -> JSONValue {
    guard let value = object[name] else { throw .wrongMember(path + name, "is missing") }
    return value
  }

  /// An object; nil if it is absent.
  func object(_ name: String) throws(EngineError) -> JSONObject? {
    try value(name, "an object", \.object)
  }

  /// - Parameter problem: the rest of a sentence that starts with the member.
  func wrong(_ name: String, _ problem: String) -> EngineError {
    .wrongMember(path + name, problem)
  }

  /// Rejects unsupported members, which would otherwise be ignored silently.
  func allow(_ names: Set<String>) throws(EngineError) {
    for (name, value) in object.members where !names.contains(name) {
      let isHarmless =
        value.isNull || value == .array([]) || value == .bool(false)
        || (name == "tenantId" && value.string == "<default>")
      if !isHarmless { throw .wrongMember(path + name, "is not supported here") }
    }
  }
}

extension EngineError {
  /// - Parameter problem: the rest of a sentence that starts with the member.
  static func wrongMember(_ path: String, _ problem: String) -> EngineError {
    EngineError(.invalidArgument, "The member '\(path)' \(problem).")
  }
}
