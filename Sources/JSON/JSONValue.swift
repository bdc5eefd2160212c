/// A JSON value without source ranges, for writing, sending and receiving.
///
/// Numbers are kept as text, so that no digits are lost. Source: RFC 8259.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A number as JSON text, such as `12.50`.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  /// An object with these members, in this order.
  public static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject(members))
  }

  /// The value of a member; nil if it is missing, and for other values than objects.
  public subscript(key: String) -> JSONValue? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  /// An element of an array; nil if out of range, and for other values than arrays.
  public subscript(index: Int) -> JSONValue? {
    if case .array(let items) = self, items.indices.contains(index) { items[index] } else { nil }
  }

  /// The content of a string; nil for other values.
  public var string: String? { if case .string(let value) = self { value } else { nil } }
  /// The value of a boolean; nil for other values.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The elements of an array; nil for other values.
  public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  /// The members of an object; nil for other values.
  public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }
  /// Whether it is null.
  public var isNull: Bool { self == .null }

  /// The number as an integer, if it is one and in range.
  public var int: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }

  /// Parses a complete JSON text.
  ///
  /// - Throws: `JSONSyntaxError`, with the place of the error.
  public init(parsing text: String) throws(JSONSyntaxError) {
    try self.init(parsing: Array(text.utf8))
  }

  /// Parses a complete JSON text in UTF-8.
  public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    var parser = JSONParser<JSONValue>(bytes)
    self = try parser.parseDocument()
  }

  /// Parses the value at the beginning of a UTF-8 text and ignores the rest, like Jackson by
  /// default.
  ///
  /// - Throws: `JSONSyntaxError`, with the place of the error.
  public init(beginning bytes: [UInt8]) throws(JSONSyntaxError) {
    var parser = JSONParser<JSONValue>(bytes)
    self = try parser.parseBeginning()
  }
}

/// The members of a JSON object in order; setting an existing key keeps its position.
public struct JSONObject: Sendable, Hashable {
  /// The members in order; keys are unique.
  public private(set) var members: [(key: String, value: JSONValue)]

  /// The members in this order; a repeated key keeps its first position and takes the last value.
  public init(_ members: [(String, JSONValue)] = []) {
    self.members = []
    self.members.reserveCapacity(members.count)
    if members.count <= 32 {
      for (key, value) in members {
        if let place = self.members.firstIndex(where: { $0.key == key }) {
          self.members[place].value = value
        } else {
          self.members.append((key, value))
        }
      }
      return
    }
    var places: [String: Int] = [:]
    for (key, value) in members {
      if let place = places.updateValue(self.members.count, forKey: key) {
        places[key] = place
        self.members[place].value = value
      } else {
        self.members.append((key, value))
      }
    }
  }

  /// - Parameter members: members with unique keys.
  init(distinct members: [(String, JSONValue)]) {
    assert(Set(members.map(\.0)).count == members.count)
    self.members = members
  }

  /// The value of a key; setting nil removes the member.
  public subscript(key: String) -> JSONValue? {
    get { members.first { $0.key == key }?.value }
    set {
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append((key, value))
      case (nil, nil): break
      }
    }
  }

  /// Whether the object has no members.
  public var isEmpty: Bool { members.isEmpty }

  /// Sets every member of `other`, overwriting existing values.
  public mutating func merge(_ other: JSONObject) {
    if other.members.count > 8 {
      // Looks keys up in an index if there are many.
      self = JSONObject((members + other.members).map { ($0.key, $0.value) })
    } else {
      for (key, value) in other.members { self[key] = value }
    }
  }

  /// Objects are equal if they have the same members, in any order.
  public static func == (left: Self, right: Self) -> Bool {
    guard left.members.count == right.members.count else { return false }
    let pairs = zip(left.members, right.members)
    return pairs.allSatisfy { $0.key == $1.key }
      ? pairs.allSatisfy { $0.value == $1.value }
      : left.members.allSatisfy { right[$0.key] == $0.value }
  }

  /// Hashes the keys, independent of their order.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(Set(members.map(\.key)))
  }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// Null.
  public init(nilLiteral: ()) { self = .null }
  /// A boolean.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// An array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object; keys must be unique.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(distinct: elements))
  }

  /// A whole number, or null for nil.
  public init(_ value: Int?) { self = value.map { .number(String($0)) } ?? .null }
  /// A string, or null for nil.
  public init(_ value: String?) { self = value.map(JSONValue.string) ?? .null }
}

extension JSONValue: JSONTree {
  static func scalar(_ value: JSONScalar, _ range: Range<Int>) -> JSONValue {
    switch value {
    case .null: .null
    case .bool(let value): .bool(value)
    case .number(let text): .number(text)
    case .string(let text): .string(text)
    }
  }

  static func array(_ items: [JSONValue], _ range: Range<Int>) -> JSONValue { .array(items) }

  static var noMembers: [(String, JSONValue)] { [] }

  static func append(
    _ key: String, _ keyRange: Range<Int>, _ value: JSONValue,
    to members: inout [(String, JSONValue)]
  ) {
    members.append((key, value))
  }

  static func object(_ members: [(String, JSONValue)], _ range: Range<Int>) -> JSONValue {
    .object(members)
  }
}
