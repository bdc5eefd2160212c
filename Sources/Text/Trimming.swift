extension String {
  /// Without white space and line ends at both ends.
  package var trimmed: String {
    // Nearly all texts have nothing to trim, and Unicode's tables are slow to ask.
    guard let start = utf8.first, let end = utf8.last else { return "" }
    if 0x21...0x7E ~= start, 0x21...0x7E ~= end { return self }
    return String(trimmed(while: \.isWhitespace))
  }

  /// Without the spaces and control characters that Java's `String.trim` removes.
  package var trimmedByJava: Substring {
    let bytes = utf8.trimmed { $0 <= 0x20 }
    return self[bytes.startIndex..<bytes.endIndex]
  }
}

extension Substring {
  /// Without white space and line ends at both ends.
  package var trimmed: String { String(self).trimmed }
}

extension BidirectionalCollection {
  /// Without the items at both ends that a predicate names.
  @inlinable
  package func trimmed(while isTrimmed: (Element) -> Bool) -> SubSequence {
    guard let first = firstIndex(where: { !isTrimmed($0) }),
      let last = lastIndex(where: { !isTrimmed($0) })
    else { return self[endIndex...] }
    return self[first...last]
  }
}

extension StringProtocol {
  /// Without repetitions of a character at the end.
  package func trimmedEnd(of character: Character) -> SubSequence {
    var rest = self[...]
    while rest.last == character { rest.removeLast() }
    return rest
  }

  /// Without the white space that JavaScript's `trim` removes (ECMA-262, `String.prototype.trim`).
  package var trimmedByJavaScript: SubSequence {
    trimmed { character in
      character.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
    }
  }

  /// Whether there is nothing but white space and line ends.
  @inlinable
  package var isBlank: Bool {
    if let start = utf8.first, 0x21...0x7E ~= start { return false }
    return allSatisfy(\.isWhitespace)
  }
}
