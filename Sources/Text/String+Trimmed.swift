extension String {
  /// Without blanks and line ends at both ends.
  package var trimmed: String {
    // Nearly all texts have nothing to trim, and Unicode's tables are slow to ask.
    guard let start = utf8.first, let end = utf8.last else { return "" }
    if 0x21...0x7E ~= start, 0x21...0x7E ~= end { return self }
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }

  /// Whether the text is empty or whitespace.
  package var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
