import Glibc

extension [UInt8] {
  /// Where a word begins, each time that it occurs.
  package func offsets(of word: String, from start: Int = 0) -> [Int] {
    var word = word
    return word.withUTF8 { word in
      guard let wordStart = word.baseAddress, !word.isEmpty else { return [] }
      // What is looked for is a byte that files of XML and JSON have less often than others.
      let anchor = rareBytes.lazy.compactMap(word.firstIndex).first ?? 0
      return withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return [] }
        var found: [Int] = []
        var offset = start + anchor
        // No word begins so near the end that it has no room.
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
  /// Whether the text holds another, byte for byte, looking no further than a NUL character. Far
  /// faster than the collection algorithm of the standard library, which counts when whole files
  /// are looked through at start-up.
  package func containsText(_ part: String) -> Bool {
    withCString { text in part.withCString { strstr(text, $0) != nil } }
  }
}
