public import Diagnostics

/// A JSON value that knows where it stands: every key and every value has its byte range.
public struct JSONNode: Sendable {
  /// The kinds of JSON values; a number is its text.
  public enum Value: Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONNode])
    case object([JSONMember])
  }

  /// The value without its place.
  public var value: Value
  /// The bytes of the value, with quotes and brackets.
  public var range: Range<Int>

  /// A value at a place.
  public init(_ value: Value, _ range: Range<Int>) {
    self.value = value
    self.range = range
  }

  /// The key of a member as a text with its place.
  public init(keyOf member: JSONMember) {
    self.init(.string(member.key), member.keyRange)
  }

  /// Reads a complete JSON text; a byte order mark before it is skipped.
  /// - Throws: `JSONSyntaxError` for what RFC 8259 does not allow and for more than
  ///   `JSONNode.maximumDepth` levels.
  public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    var parser = JSONParser<JSONNode>(bytes)
    self = try parser.parseDocument()
  }

  /// Reads a source file.
  public init(parsing source: SourceText) throws(JSONSyntaxError) {
    try self.init(parsing: source.bytes)
  }

  /// How deep arrays and objects may nest.
  public static let maximumDepth = 512

  /// The member with this key; of several the last, as readers of JSON do.
  public subscript(key: String) -> JSONNode? { member(key)?.value }

  /// The member with this key; of several the last, as readers of JSON do.
  public func member(_ key: String) -> JSONMember? { members.last { $0.key == key } }

  /// The members of an object in the order of the text; empty for all else.
  public var members: [JSONMember] { if case .object(let members) = value { members } else { [] } }
  /// The elements of an array; empty for all else.
  public var items: [JSONNode] { if case .array(let items) = value { items } else { [] } }
  /// The text of a string; nil for all else.
  public var string: String? { if case .string(let text) = value { text } else { nil } }
  /// The truth value; nil for all else.
  public var bool: Bool? { if case .bool(let value) = value { value } else { nil } }
  /// The number as an integer, where it is one in range; nil for all else.
  public var int: Int? {
    if case .number(let text) = value { JSONValue.number(text).int } else { nil }
  }

  /// The value without its places; the last of several equal keys wins.
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
  /// The member's name with its escapes resolved.
  public var key: String
  /// The bytes of the key with its quotes.
  public var keyRange: Range<Int>
  /// The member's value.
  public var value: JSONNode

  /// A member whose key stands at a place.
  public init(key: String, keyRange: Range<Int>, value: JSONNode) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}

/// Why a text is not JSON, and where.
public struct JSONSyntaxError: Error, Hashable, Sendable {
  /// What is wrong, in one sentence.
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
