public import Diagnostics

/// A JSON value with source ranges: every key and every value has its byte range.
public struct JSONNode: Sendable {
  /// The kinds of JSON values; a number is kept as text.
  public enum Value: Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONNode])
    case object([JSONMember])
  }

  /// The value without its range.
  public var value: Value
  /// The bytes of the value, with quotes or brackets.
  public var range: Range<Int>

  /// A value with its range.
  public init(_ value: Value, _ range: Range<Int>) {
    self.value = value
    self.range = range
  }

  /// The key of a member as a string node.
  public init(keyOf member: JSONMember) {
    self.init(.string(member.key), member.keyRange)
  }

  /// Parses a complete JSON text, after an optional byte order mark.
  ///
  /// - Throws: `JSONSyntaxError` for anything RFC 8259 does not allow and for more than
  ///   `JSONNode.maximumDepth` levels.
  public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    var parser = JSONParser<JSONNode>(bytes)
    self = try parser.parseDocument()
  }

  /// Parses a source file.
  public init(parsing source: SourceText) throws(JSONSyntaxError) {
    try self.init(parsing: source.bytes)
  }

  /// The maximum depth of nested arrays and objects.
  public static let maximumDepth = 512

  /// The member with this key; the last one if there are several, like most JSON parsers.
  public subscript(key: String) -> JSONNode? { member(key)?.value }

  /// The member with this key; the last one if there are several, like most JSON parsers.
  public func member(_ key: String) -> JSONMember? { members.last { $0.key == key } }

  /// The members of an object in document order; empty for other values.
  public var members: [JSONMember] { if case .object(let members) = value { members } else { [] } }
  /// The elements of an array; empty for other values.
  public var items: [JSONNode] { if case .array(let items) = value { items } else { [] } }
  /// The content of a string; nil for other values.
  public var string: String? { if case .string(let text) = value { text } else { nil } }
  /// The value of a boolean; nil for other values.
  public var bool: Bool? { if case .bool(let value) = value { value } else { nil } }
  /// The number as an integer, if it is one and in range; nil for other values.
  public var int: Int? {
    if case .number(let text) = value { JSONValue.number(text).int } else { nil }
  }

  /// The value without ranges; the last of several equal keys wins.
  public var plain: JSONValue {
    switch value {
    case .null: .null
    case .bool(let value): .bool(value)
    case .number(let text): .number(text)
    case .string(let text): .string(text)
    case .array(let items): .array(items.map(\.plain))
    case .object(let members): .object(members.map { ($0.key, $0.value.plain) })
    }
  }
}

/// A key and its value in a JSON object.
public struct JSONMember: Sendable {
  /// The key with its escapes resolved.
  public var key: String
  /// The bytes of the key, with its quotes.
  public var keyRange: Range<Int>
  /// The member's value.
  public var value: JSONNode

  /// A member with the range of its key.
  public init(key: String, keyRange: Range<Int>, value: JSONNode) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}

/// A JSON syntax error with its place.
public struct JSONSyntaxError: Error, Hashable, Sendable {
  /// The problem, in one sentence.
  public var message: String
  /// Byte offset in the text.
  public var offset: Int
}

extension JSONNode: JSONTree {
  static func scalar(_ value: JSONScalar, _ range: Range<Int>) -> JSONNode {
    switch value {
    case .null: JSONNode(.null, range)
    case .bool(let value): JSONNode(.bool(value), range)
    case .number(let text): JSONNode(.number(text), range)
    case .string(let text): JSONNode(.string(text), range)
    }
  }

  static func array(_ items: [JSONNode], _ range: Range<Int>) -> JSONNode {
    JSONNode(.array(items), range)
  }

  static var noMembers: [JSONMember] { [] }

  static func append(
    _ key: String, _ keyRange: Range<Int>, _ value: JSONNode, to members: inout [JSONMember]
  ) {
    members.append(JSONMember(key: key, keyRange: keyRange, value: value))
  }

  static func object(_ members: [JSONMember], _ range: Range<Int>) -> JSONNode {
    JSONNode(.object(members), range)
  }
}
