import Glibc

extension [UInt8] {
  /// Where a word begins, each time that it occurs.
  public func offsets(of word: String, from start: Int = 0) -> [Int] {
    var word = word
    return word.withUTF8 { word in
      guard let first = word.first, let wordStart = word.baseAddress else { return [] }
      return withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return [] }
        var found: [Int] = []
        var offset = start
        // No word begins so near the end that it has no room.
        let limit = buffer.count - word.count + 1
        while offset < limit, let hit = memchr(base + offset, Int32(first), limit - offset) {
          if memcmp(hit, wordStart, word.count) == 0 { found.append(UnsafeRawPointer(hit) - base) }
          offset = UnsafeRawPointer(hit) - base + 1
        }
        return found
      }
    }
  }
}
