/// A part of a table entry as bytes. The tables are read at every start; strings would be slower.
typealias SchemaWord = UnsafeBufferPointer<UInt8>

/// The name of an element in a table.
struct SchemaElementName {
  /// An index of `Schema.namespaces`.
  let namespace: Int
  let local: SchemaWord
  /// The type that the element has only here.
  let type: String?

  /// The name as written in the table, for findings.
  let written: SchemaWord

  /// - Parameter namespace: the namespace of the table, whose prefix is omitted in the table.
  init(_ name: SchemaWord, in namespace: Int) {
    let parts = name.split(separator: UInt8(ascii: ":"))
    let prefixed =
      parts.count == 1
      ? nil : Schema.namespaces.firstIndex { $0.prefix.utf8.elementsEqual(parts[0]) }
    self.namespace = prefixed ?? namespace
    local = SchemaWord(rebasing: prefixed == nil ? parts[0] : parts[1])
    written = prefixed == nil ? local : name
    type = prefixed == nil && parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil
  }
}

extension SchemaRow {
  /// A particle of `children`.
  struct Particle {
    let alternatives: [SchemaElementName]
    let minimum: Int
    let maximum: Int
    /// Whether it must follow the first alternative of the previous particle.
    let follows: Bool

    fileprivate init(_ text: SchemaWord, in namespace: Int) {
      follows = text.first == UInt8(ascii: "^")
      let suffixes = "?*+".utf8
      let end = text.firstIndex(where: suffixes.contains) ?? text.endIndex
      switch String(decoding: text[end...], as: UTF8.self) {
      case "?": (minimum, maximum) = (0, 1)
      case "*": (minimum, maximum) = (0, .max)
      case "+": (minimum, maximum) = (1, .max)
      case "++": (minimum, maximum) = (2, .max)
      case "+2": (minimum, maximum) = (1, 2)
      default: (minimum, maximum) = (1, 1)
      }
      alternatives = text[(follows ? 1 : 0)..<end].split(separator: UInt8(ascii: "|")).map {
        SchemaElementName(SchemaWord(rebasing: $0), in: namespace)
      }
    }
  }

  /// An attribute of `attributes`.
  struct Attribute {
    let name: SchemaWord
    let type: String?
    let isRequired: Bool

    fileprivate init(_ text: SchemaWord) {
      isRequired = text.last == UInt8(ascii: "!")
      let parts = text.dropLast(isRequired ? 1 : 0).split(separator: UInt8(ascii: ":"))
      name = SchemaWord(rebasing: parts[0])
      type = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil
    }
  }

  /// - Parameter namespace: the namespace of the table.
  func forEachParticle(in namespace: Int, _ body: (Particle) -> Void) {
    children.forEachWord { body(Particle($0, in: namespace)) }
  }

  func forEachAttribute(_ body: (Attribute) -> Void) {
    attributes.forEachWord { body(Attribute($0)) }
  }
}

extension String {
  /// Visits the words between spaces; their bytes are valid only during the call.
  func forEachWord(_ body: (SchemaWord) -> Void) {
    var text = self
    text.withUTF8 { bytes in
      for word in bytes.split(separator: UInt8(ascii: " ")) { body(SchemaWord(rebasing: word)) }
    }
  }
}
