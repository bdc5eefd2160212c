import JSON

/// Builds a tree of values from libyaml's events.
struct YAMLReader {
  /// The maximum number of values in a text; aliased values count at each use.
  static let maximumValues = 100_000

  /// A sequence or mapping that is still open.
  private struct Open {
    var start: Int
    var anchor: String?
    var isMapping: Bool
    var items: [JSONNode] = []
    var members: [JSONMember] = []
    var keys: Set<String> = []
    /// The key that has no value yet.
    var key: JSONNode?
  }

  private let offsets: CharacterOffsets
  private var open: [Open] = []
  private var anchors: [String: JSONNode] = [:]
  private var values = 0
  private var documents = 0
  private var root: JSONNode?

  static func read(_ bytes: [UInt8]) throws(YAMLSyntaxError) -> JSONNode {
    var reader = YAMLReader(offsets: CharacterOffsets(bytes))
    let offsets = reader.offsets
    try YAMLEvent.forEach(
      in: bytes, { event throws(YAMLSyntaxError) in try reader.take(event) },
      offset: { offsets[$0] })
    return reader.root ?? JSONNode(.null, 0..<0)
  }

  private init(offsets: CharacterOffsets) {
    self.offsets = offsets
  }

  private mutating func take(_ event: YAMLEvent) throws(YAMLSyntaxError) {
    let range = offsets[event.characters.lowerBound]..<offsets[event.characters.upperBound]
    if let tag = event.tag {
      throw YAMLSyntaxError(
        message: "unsupported tag '\(tag)'; write the value without it",
        offset: range.lowerBound)
    }
    switch event.kind {
    case .documentStart:
      documents += 1
      if documents > 1 {
        throw YAMLSyntaxError(
          message: "a second document begins here; expected only one", offset: range.lowerBound)
      }
    case .scalar(let text, let isPlain):
      let value = isPlain ? YAMLScalar.value(of: text) : .string(text)
      try add(JSONNode(value, range), anchor: event.anchor)
    case .alias:
      let name = event.anchor ?? ""
      guard let target = anchors[name] else {
        throw YAMLSyntaxError(
          message: "undefined alias: no anchor '&\(name)' precedes it", offset: range.lowerBound)
      }
      try count(Self.size(target), at: range.lowerBound)
      try add(target, anchor: nil)
    case .sequenceStart, .mappingStart:
      guard open.count < JSONNode.maximumDepth else {
        throw YAMLSyntaxError(
          message: "more than \(JSONNode.maximumDepth) nested levels", offset: range.lowerBound)
      }
      var isMapping = false
      if case .mappingStart = event.kind { isMapping = true }
      if open.last?.isMapping == true, open.last?.key == nil {
        throw YAMLSyntaxError(message: "a key must be a scalar", offset: range.lowerBound)
      }
      open.append(Open(start: range.lowerBound, anchor: event.anchor, isMapping: isMapping))
    case .sequenceEnd, .mappingEnd:
      let closed = open.removeLast()
      let end = max(closed.start, range.upperBound)
      let value: JSONNode.Value =
        closed.isMapping ? .object(closed.members) : .array(closed.items)
      try add(JSONNode(value, closed.start..<end), anchor: closed.anchor)
    }
  }

  /// Adds a complete value to the innermost open one, as key, value or item.
  private mutating func add(_ node: JSONNode, anchor: String?) throws(YAMLSyntaxError) {
    try count(1, at: node.range.lowerBound)
    if let anchor { anchors[anchor] = node }
    guard let last = open.indices.last else {
      root = node
      return
    }
    guard open[last].isMapping else {
      open[last].items.append(node)
      return
    }
    guard let key = open[last].key else {
      guard open[last].keys.insert(Self.keyText(node)).inserted else {
        throw YAMLSyntaxError(
          message: "duplicate key '\(Self.keyText(node))'", offset: node.range.lowerBound)
      }
      open[last].key = node
      return
    }
    open[last].members.append(
      JSONMember(key: Self.keyText(key), keyRange: key.range, value: node))
    open[last].key = nil
  }

  private mutating func count(_ more: Int, at offset: Int) throws(YAMLSyntaxError) {
    values += more
    if values > Self.maximumValues {
      throw YAMLSyntaxError(
        message: "more than \(Self.maximumValues) values, including those repeated by aliases",
        offset: offset)
    }
  }

  private static func size(_ node: JSONNode) -> Int {
    1 + node.items.reduce(0) { $0 + size($1) } + node.members.reduce(0) { $0 + size($1.value) }
  }

  /// A key as text: `8.9: …` has the key `8.9`.
  private static func keyText(_ node: JSONNode) -> String {
    switch node.value {
    case .string(let text), .number(let text): text
    case .bool(let value): value ? "true" : "false"
    default: "null"
    }
  }
}

/// Byte offset by character index, because libyaml counts characters, including a byte order mark.
struct CharacterOffsets {
  private let offsets: [Int32]
  private let end: Int

  init(_ bytes: [UInt8]) {
    offsets = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 }.map(Int32.init)
    end = bytes.count
  }

  subscript(character: Int) -> Int {
    character < offsets.count ? Int(offsets[max(0, character)]) : end
  }
}
