import JSON

/// Collects the findings of the schema's rules in one template.
struct SchemaReport {
  private(set) var faults: [TemplateFault] = []

  /// The limit of findings per template; one more states that there are others.
  private static let limit = 500

  mutating func add(_ message: String, help: String? = nil, at node: JSONNode) {
    if faults.count > Self.limit { return }
    if faults.count == Self.limit {
      faults.append(
        TemplateFault("too many findings; only the first \(Self.limit) are listed", in: node))
      return
    }
    if faults.contains(where: { $0.range == node.range && $0.message == message }) { return }
    faults.append(TemplateFault(message, help: help, in: node))
  }

  /// Reports a value as invalid as a whole if findings within it explain why. The official
  /// validator also reports a value that has several forms.
  mutating func addEnclosing(_ node: JSONNode, _ message: String) {
    let range = node.range
    let isFaultWithin = faults.contains {
      range.lowerBound < $0.range.lowerBound && $0.range.upperBound < range.upperBound
    }
    if isFaultWithin, !faults.contains(where: { $0.range == range }) {
      add(message, help: "See the findings inside it.", at: node)
    }
  }

  /// Reports missing members of an object.
  mutating func require(_ keys: String..., in object: JSONNode, of owner: String) {
    for key in keys where object[key] == nil { add("\(owner) has no '\(key)'", at: object) }
  }

  /// Reports a value that is not one of the allowed ones.
  mutating func requireOneOf(_ node: JSONNode?, _ words: [String], as name: String) {
    guard let node, node.string.map(words.contains) != true else { return }
    add("\(name) cannot be \(node.shown)", help: "Allowed: \(words.listed).", at: node)
  }
}

/// The JSON type that the schema requires of a member.
enum MemberKind {
  case text, flag, number, integer, list, object

  func admits(_ node: JSONNode) -> Bool {
    switch (self, node.value) {
    case (.text, .string), (.flag, .bool), (.number, .number), (.list, .array),
      (.object, .object):
      true
    case (.integer, .number(let digits)):
      // As in JavaScript: 1.0 is an integer, 1e400 is infinite.
      Double(digits).map { $0.isFinite && $0 == $0.rounded() } ?? false
    default: false
    }
  }

  var name: String {
    switch self {
    case .text: "text"
    case .flag: "true or false"
    case .number: "a number"
    case .integer: "an integer"
    case .list: "an array"
    case .object: "an object"
    }
  }
}

extension SchemaReport {
  /// Requires members to be of a kind if present.
  mutating func check(_ keys: String..., are kind: MemberKind, in object: JSONNode) {
    for key in keys {
      guard let node = object[key] else { continue }
      _ = isKind(node, kind, "'\(key)'")
    }
  }

  /// The items of an array; none if the member is absent or not an array, which is reported.
  mutating func list(_ key: String, in object: JSONNode) -> [JSONNode] {
    guard let node = object[key], isKind(node, .list, "'\(key)'") else { return [] }
    return node.items
  }

  /// Requires a value to be of a kind, and returns whether it is.
  mutating func isKind(_ node: JSONNode, _ kind: MemberKind, _ name: String) -> Bool {
    if kind.admits(node) { return true }
    add("\(name) must be \(kind.name), not \(node.kind)", at: node)
    return false
  }

  /// Requires an array of strings.
  mutating func checkStrings(_ key: String, in object: JSONNode) {
    for item in list(key, in: object) { _ = isKind(item, .text, "an item of '\(key)'") }
  }

  /// Requires an HTTP URL.
  mutating func checkWebAddress(_ key: String, in object: JSONNode) {
    guard let node = object[key], isKind(node, .text, "'\(key)'"), let text = node.string,
      !text.hasPrefix("http://"), !text.hasPrefix("https://")
    else { return }
    add("'\(key)' must be a URL that begins with http:// or https://", at: node)
  }
}

extension JSONNode {
  /// The value in a message.
  var shown: String {
    if let string { return "'\(string)'" }
    return kind
  }
}

extension [String] {
  var listed: String { joined(separator: ", ") }
}
