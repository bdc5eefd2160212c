import Glibc

extension [UInt8] {
  /// Where a word begins, each time that it occurs.
  public func offsets(of word: String, from start: Int = 0) -> [Int] {
    var word = word
    return word.withUTF8 { word in
      guard let wordStart = word.baseAddress, !word.isEmpty else { return [] }
      // Its rarest byte is looked for: texts have more letters than signs.
      let anchor = word.lastIndex { !$0.isLetter } ?? 0
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

extension UInt8 {
  fileprivate var isLetter: Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= self || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self
  }
}
