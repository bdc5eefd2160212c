import JSON

extension JSONValue {
  /// The value as the official runtime writes it into a form or text: strings and numbers unquoted,
  /// lists as `[a, b]`, objects as `{a=1}`.
  var javaText: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): text
    case .array(let items): "[" + items.map(\.javaText).joined(separator: ", ") + "]"
    case .object(let object):
      "{" + object.members.map { "\($0.key)=\($0.value.javaText)" }.joined(separator: ", ") + "}"
    }
  }

  /// The value's type, for messages.
  var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "a context"
    }
  }
}
