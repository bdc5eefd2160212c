extension String {
  /// The text without leading and trailing whitespace.
  package var trimmed: String {
    // Most texts have nothing to trim, and Unicode lookups are slow.
    guard let start = utf8.first, let end = utf8.last else { return "" }
    if 0x21...0x7E ~= start, 0x21...0x7E ~= end { return self }
    return String(trimmed(while: \.isWhitespace))
  }

  /// The text without leading and trailing characters up to U+0020, like Java's `String.trim`.
  package var trimmedByJava: Substring {
    let bytes = utf8.trimmed { $0 <= 0x20 }
    return self[bytes.startIndex..<bytes.endIndex]
  }
}

extension Substring {
  /// The text without leading and trailing whitespace.
  package var trimmed: String { String(self).trimmed }
}

extension BidirectionalCollection {
  /// The collection without leading and trailing items that satisfy a predicate.
  @inlinable
  package func trimmed(while isTrimmed: (Element) -> Bool) -> SubSequence {
    guard let first = firstIndex(where: { !isTrimmed($0) }),
      let last = lastIndex(where: { !isTrimmed($0) })
    else { return self[endIndex...] }
    return self[first...last]
  }
}

extension StringProtocol {
  /// The text without trailing repetitions of a character.
  package func trimmedEnd(of character: Character) -> SubSequence {
    var rest = self[...]
    while rest.last == character { rest.removeLast() }
    return rest
  }

  /// The text trimmed like JavaScript's `trim` (ECMA-262, `String.prototype.trim`).
  package var trimmedByJavaScript: SubSequence {
    trimmed { character in
      character.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
    }
  }

  /// Whether the text is empty or whitespace.
  @inlinable
  package var isBlank: Bool {
    if let start = utf8.first, 0x21...0x7E ~= start { return false }
    return allSatisfy(\.isWhitespace)
  }
}
