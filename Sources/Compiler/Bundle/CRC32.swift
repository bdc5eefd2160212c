/// The checksum of ZIP (ISO 3309, polynomial 0xEDB88320), eight bytes at a time.
///
/// Table `n` tells what a byte does to the checksum when `n` more bytes follow it (Kounavis and
/// Berry, A Systematic Approach to Building High Performance Software-based CRC Generators, 2005).
enum CRC32 {
  private static let tables: [UInt32] = {
    var tables: [UInt32] = []
    for index in 0..<UInt32(256) {
      var value = index
      for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
      tables.append(value)
    }
    for index in 256..<(8 * 256) {
      let before = tables[index - 256]
      tables.append((before >> 8) ^ tables[Int(before & 0xFF)])
    }
    return tables
  }()

  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    tables.withUnsafeBufferPointer { tables in
      bytes.withUnsafeBytes { bytes in
        var value: UInt32 = 0xFFFF_FFFF
        var place = 0
        while place + 8 <= bytes.count {
          var block = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
          block ^= UInt64(value)
          value = 0
          for table in stride(from: 7 * 256, through: 0, by: -256) {
            value ^= tables[table + Int(block & 0xFF)]
            block >>= 8
          }
          place += 8
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
