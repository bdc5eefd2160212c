import JSON

/// Gathers what the rules of the schema find in one template.
struct SchemaReport {
  private(set) var faults: [TemplateFault] = []

  /// So many are listed of one template; one more tells that there are others.
  private static let limit = 500

  mutating func add(_ message: String, help: String? = nil, at node: JSONNode) {
    if faults.count > Self.limit { return }
    if faults.count == Self.limit {
      faults.append(
        TemplateFault("there is more than this: only \(Self.limit) findings are listed", in: node))
      return
    }
    if faults.contains(where: { $0.range == node.range && $0.message == message }) { return }
    faults.append(TemplateFault(message, help: help, in: node))
  }

  /// That a value is no good as a whole, where findings within it tell why: it is one of several
  /// forms, and the official checker names it, too.
  mutating func addEnclosing(_ node: JSONNode, _ message: String) {
    let range = node.range
    let isFaultWithin = faults.contains {
      range.lowerBound < $0.range.lowerBound && $0.range.upperBound < range.upperBound
    }
    if isFaultWithin, !faults.contains(where: { $0.range == range }) {
      add(message, help: "See the findings within it.", at: node)
    }
  }

  /// That an object lacks a member.
  mutating func require(_ keys: String..., in object: JSONNode, of owner: String) {
    for key in keys where object[key] == nil { add("\(owner) has no '\(key)'", at: object) }
  }

  /// That a value is none of the words that are allowed here.
  mutating func requireWord(_ node: JSONNode?, _ words: [String], as name: String) {
    guard let node, node.string.map(words.contains) != true else { return }
    add("\(name) cannot be \(node.shown)", help: "Allowed: \(words.listed).", at: node)
  }
}

/// What a member of a template may be, where the schema says no more than that.
enum MemberKind {
  case text, flag, number, integer, list, object

  func admits(_ node: JSONNode) -> Bool {
    switch (self, node.value) {
    case (.text, .string), (.flag, .bool), (.number, .number), (.list, .array),
      (.object, .object):
      true
    case (.integer, .number(let digits)):
      // As JavaScript counts: 1.0 is whole, 1e400 is no number.
      Double(digits).map { $0.isFinite && $0 == $0.rounded() } ?? false
    default: false
    }
  }

  var name: String {
    switch self {
    case .text: "text"
    case .flag: "true or false"
    case .number: "a number"
    case .integer: "a whole number"
    case .list: "an array"
    case .object: "an object"
    }
  }
}

extension SchemaReport {
  /// Asks that members, where they are there, are of a kind.
  mutating func check(_ keys: String..., are kind: MemberKind, in object: JSONNode) {
    for key in keys {
      guard let node = object[key] else { continue }
      _ = isKind(node, kind, "'\(key)'")
    }
  }

  /// The items of an array; none where the member is absent, or no array, which is reported.
  mutating func list(_ key: String, in object: JSONNode) -> [JSONNode] {
    guard let node = object[key], isKind(node, .list, "'\(key)'") else { return [] }
    return node.items
  }

  /// Asks that a value is of a kind, and tells whether it is.
  mutating func isKind(_ node: JSONNode, _ kind: MemberKind, _ name: String) -> Bool {
    if kind.admits(node) { return true }
    add("\(name) must be \(kind.name), not \(node.kind)", at: node)
    return false
  }

  /// Asks for an array of texts.
  mutating func checkTexts(_ key: String, in object: JSONNode) {
    for item in list(key, in: object) { _ = isKind(item, .text, "an item of '\(key)'") }
  }

  /// Asks for the address of a web page.
  mutating func checkWebAddress(_ key: String, in object: JSONNode) {
    guard let node = object[key], isKind(node, .text, "'\(key)'"), let text = node.string,
      !text.hasPrefix("http://"), !text.hasPrefix("https://")
    else { return }
    add("'\(key)' must be an address that begins with http:// or https://", at: node)
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
