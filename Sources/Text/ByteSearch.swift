import Glibc

extension [UInt8] {
  /// The offset of each occurrence of a word.
  package func offsets(of word: String, from start: Int = 0) -> [Int] {
    var word = word
    return word.withUTF8 { word in
      guard let wordStart = word.baseAddress, !word.isEmpty else { return [] }
      // Search for a byte that is rarer than others in XML and JSON files.
      let anchor = rareBytes.lazy.compactMap(word.firstIndex).first ?? 0
      return withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return [] }
        var found: [Int] = []
        var offset = start + anchor
        // The word does not fit after this offset.
        let limit = buffer.count - word.count + 1 + anchor
        while offset < limit, let hit = memchr(base + offset, Int32(word[anchor]), limit - offset) {
          let place = UnsafeRawPointer(hit) - anchor
          if memcmp(place, wordStart, word.count) == 0 { found.append(place - base) }
          offset = UnsafeRawPointer(hit) - base + 1
        }
        return found
      }
    }
  }
}

private let rareBytes = Array("#.zqxjkwvyg".utf8)

extension String {
  /// Whether the text contains another, byte for byte, up to the first NUL character. Much faster
  /// than the standard library's collection algorithm, which matters for whole files at startup.
  package func containsText(_ part: String) -> Bool {
    withCString { text in part.withCString { strstr(text, $0) != nil } }
  }
}
