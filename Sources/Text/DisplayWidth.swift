extension String {
  /// The number of terminal cells of a text without control characters.
  package var displayWidth: Int {
    isASCII ? utf8.count : reduce(0) { $0 + ($1.isWide ? 2 : 1) }
  }

  private var isASCII: Bool {
    var text = self
    return text.withUTF8 { bytes in !bytes.contains { $0 >= 0x80 } }
  }
}

extension Character {
  /// Whether it takes two terminal cells: emoji and East Asian wide characters (Unicode Standard
  /// Annex 11).
  fileprivate var isWide: Bool {
    // Nothing below is wide, and most text is below.
    guard let first = unicodeScalars.first, first.value >= 0x1100 else { return false }
    if first.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return true }
    return switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
