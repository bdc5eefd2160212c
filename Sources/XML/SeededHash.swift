/// A fast hash of short strings.
package enum SeededHash {
  /// Seeded per run, so that no file can be crafted whose names all collide.
  package static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let raw = UnsafeRawBufferPointer(bytes)
    var hash = seed
    func add(_ word: UInt64) {
      let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low
    }
    var index = 0
    while index + 8 <= raw.count {
      add(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest = UInt64(raw.count)
    while index < raw.count {
      rest = rest << 8 | UInt64(raw[index])
      index += 1
    }
    add(rest)
    return UInt32(truncatingIfNeeded: hash)
  }

  private static let seed = UInt64.random(in: .min ... .max)
}
