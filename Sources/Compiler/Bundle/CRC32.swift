/// The checksum of ZIP (ISO 3309, polynomial 0xEDB88320), eight bytes at a time.
///
/// Table `n` tells what a byte does to the checksum when `n` more bytes follow it (Kounavis and
/// Berry, A Systematic Approach to Building High Performance Software-based CRC Generators, 2005).
enum CRC32 {
  private static let tables: [UInt32] = {
    var tables = (0..<256).map { index in
      (0..<8).reduce(UInt32(index)) { value, _ in
        value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
      }
    }
    for index in 256..<(8 * 256) {
      let before = tables[index - 256]
      tables.append(before >> 8 ^ tables[Int(before & 0xFF)])
    }
    return tables
  }()

  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    tables.withUnsafeBufferPointer { tables in
      bytes.withUnsafeBytes { bytes in
        var value: UInt32 = 0xFFFF_FFFF
        var place = 0
        while place + 8 <= bytes.count {
          let block = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            ^ UInt64(value)
          value =
            tables[7 * 256 + Int(block & 0xFF)] ^ tables[6 * 256 + Int(block >> 8 & 0xFF)]
            ^ tables[5 * 256 + Int(block >> 16 & 0xFF)] ^ tables[4 * 256 + Int(block >> 24 & 0xFF)]
          value ^=
            tables[3 * 256 + Int(block >> 32 & 0xFF)] ^ tables[2 * 256 + Int(block >> 40 & 0xFF)]
            ^ tables[256 + Int(block >> 48 & 0xFF)] ^ tables[Int(block >> 56)]
          place += 8
        }
        while place < bytes.count {
          value = tables[Int(UInt8(truncatingIfNeeded: value) ^ bytes[place])] ^ value >> 8
          place += 1
        }
        return ~value
      }
    }
  }
}
