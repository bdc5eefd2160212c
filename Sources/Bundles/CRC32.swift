/// The checksum of ZIP (ISO 3309, polynomial 0xEDB88320), sixteen bytes at a time.
///
/// Table `n` holds the contribution of a byte that `n` more bytes follow (Kounavis and Berry, A
/// Systematic Approach to Building High Performance Software-based CRC Generators, 2005).
enum CRC32 {
  private static let tables: [UInt32] = {
    var tables: [UInt32] = []
    for index in 0..<UInt32(256) {
      var value = index
      for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
      tables.append(value)
    }
    for index in 256..<(16 * 256) {
      let before = tables[index - 256]
      tables.append((before >> 8) ^ tables[Int(before & 0xFF)])
    }
    return tables
  }()

  package static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    tables.withUnsafeBufferPointer { tables in
      bytes.withUnsafeBytes { bytes in
        var value: UInt32 = 0xFFFF_FFFF
        var place = 0
        func entry(_ table: Int, _ word: UInt64, _ byte: Int) -> UInt32 {
          tables[256 * table + Int(truncatingIfNeeded: word >> (8 * UInt64(byte)) & 0xFF)]
        }
        // Unrolled, so that the lookups run in parallel.
        func eight(_ word: UInt64, before table: Int) -> UInt32 {
          let first = entry(table + 7, word, 0) ^ entry(table + 6, word, 1)
          let second = entry(table + 5, word, 2) ^ entry(table + 4, word, 3)
          let third = entry(table + 3, word, 4) ^ entry(table + 2, word, 5)
          let fourth = entry(table + 1, word, 6) ^ entry(table, word, 7)
          return (first ^ second) ^ (third ^ fourth)
        }
        while place + 16 <= bytes.count {
          let low = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
          let high = bytes.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self).littleEndian
          value = eight(low ^ UInt64(value), before: 8) ^ eight(high, before: 0)
          place += 16
        }
        while place < bytes.count {
          let byte = UInt8(truncatingIfNeeded: value) ^ bytes[place]
          value = tables[Int(byte)] ^ (value >> 8)
          place += 1
        }
        return ~value
      }
    }
  }
}
