import EngineProtocol
import HTTP
import JSON

/// The members of a JSON request, or of an object in it. A member of the wrong type is refused with
/// its path; it never counts as absent.
struct RequestMembers {
  private let object: JSONObject
  /// Of the object in the request, with a dot at its end; empty for the request itself.
  private let path: String

  private init(_ object: JSONObject, at path: String) {
    self.object = object
    self.path = path
  }

  /// - Parameter isOptional: whether the request may come without a body.
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

  /// The value of a member as a type; nil where it is absent, or null, which is the same.
  /// - Parameter type: the type for the message, such as `a string`.
  private func value<Value>(
    _ name: String, _ type: String, _ convert: (JSONValue) -> Value?
  ) throws(EngineError) -> Value? {
    guard let member = object[name], !member.isNull else { return nil }
    guard let value = convert(member) else { throw .wrongMember(path + name, "must be \(type)") }
    return value
  }

  /// A string; nil where it is absent.
  func text(_ name: String) throws(EngineError) -> String? {
    try value(name, "a string", \.string)
  }

  /// A string that must be there and not be empty.
  func required(_ name: String) throws(EngineError) -> String {
    guard let text = try text(name), !text.isEmpty else {
      throw .wrongMember(path + name, "is missing or empty")
    }
    return text
  }

  /// A whole number; nil where it is absent.
  func integer(_ name: String) throws(EngineError) -> Int? {
    try value(name, "a whole number", \.int)
  }

  /// A list of strings; nil where it is absent.
  func texts(_ name: String) throws(EngineError) -> [String]? {
    try value(name, "a list of strings") { member in
      guard let items = member.array else { return nil }
      let texts = items.compactMap(\.string)
      return texts.count == items.count ? texts : nil
    }
  }

  /// A key, which is a number in a string; nil where it is absent.
  func key(_ name: String) throws(EngineError) -> EngineKey? {
    try value(name, "a key: a number in a string") { $0.string.flatMap { EngineKey($0) } }
  }

  /// One of some strings, whatever its case; nil where it is absent.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, of type: Choice.Type
  ) throws(EngineError) -> Choice? where Choice.RawValue == String {
    let names = Choice.allCases.map { $0.rawValue.uppercased() }.joined(separator: ", ")
    return try value(name, "one of \(names)") { member in
      member.string.flatMap { Choice(rawValue: $0.lowercased()) }
    }
  }

  /// An object; an empty one where it is absent.
  func members(_ name: String) throws(EngineError) -> RequestMembers {
    RequestMembers(
      try value(name, "an object", \.object) ?? JSONObject(), at: "\(path)\(name).")
  }

  /// The variables that come along; none where they are absent.
  var variables: JSONObject {
    get throws(EngineError) { try value("variables", "an object", \.object) ?? JSONObject() }
  }

  /// Refuses what would otherwise be skipped silently.
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
  /// - Parameter problem: the rest of a sentence about the member.
  static func wrongMember(_ path: String, _ problem: String) -> EngineError {
    EngineError(.invalidArgument, "The member '\(path)' \(problem).")
  }
}
