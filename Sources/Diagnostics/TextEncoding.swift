/// The encodings of source files.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case latin1 = "ISO-8859-1"
  case windows1252 = "windows-1252"

  static let utf8ByteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The place of bytes that are not valid in an encoding.
  public struct DecodingFault: Error, Hashable, Sendable {
    /// The offset in the file.
    public var offset: Int
    /// The text decoded before the invalid byte, as UTF-8, to compute line and column.
    public var decoded: [UInt8]
  }

  /// The text as UTF-8. A byte order mark is kept, as U+FEFF.
  public func decode(_ bytes: [UInt8]) throws(DecodingFault) -> [UInt8] {
    switch self {
    case .utf8:
      if let offset = Self.firstInvalidUTF8Offset(in: bytes) {
        throw DecodingFault(offset: offset, decoded: Array(bytes[..<offset]))
      }
      return bytes
    case .utf16LittleEndian, .utf16BigEndian:
      return try decodeUTF16(bytes)
    case .latin1, .windows1252:
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count + bytes.count / 8)
      for (offset, byte) in bytes.enumerated() {
        guard let scalar = scalar(of: byte) else {
          throw DecodingFault(offset: offset, decoded: result)
        }
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
      return result
    }
  }

  private func decodeUTF16(_ bytes: [UInt8]) throws(DecodingFault) -> [UInt8] {
    let high = self == .utf16BigEndian ? 0 : 1
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var offset = 0
    func unit(_ offset: Int) -> UInt32? {
      guard offset + 1 < bytes.count else { return nil }
      return UInt32(bytes[offset + high]) << 8 | UInt32(bytes[offset + 1 - high])
    }
    while offset < bytes.count {
      guard let first = unit(offset) else {
        throw DecodingFault(offset: offset, decoded: result)
      }
      var value = first
      var length = 2
      if first & 0xFC00 == 0xD800, let second = unit(offset + 2), second & 0xFC00 == 0xDC00 {
        value = 0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF)
        length = 4
      }
      guard let scalar = Unicode.Scalar(value) else {
        throw DecodingFault(offset: offset, decoded: result)
      }
      result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      offset += length
    }
    return result
  }

  /// The bytes of a text in this encoding; characters that it lacks become `?`, so check
  /// `canEncode` first.
  public func encode(_ text: String) -> [UInt8] {
    switch self {
    case .utf8: return Array(text.utf8)
    case .utf16LittleEndian:
      return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case .utf16BigEndian:
      return text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    case .latin1, .windows1252:
      return text.unicodeScalars.map { byte(of: $0) ?? UInt8(ascii: "?") }
    }
  }

  /// Whether the encoding has this character.
  public func canEncode(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .utf8, .utf16LittleEndian, .utf16BigEndian: true
    case .latin1, .windows1252: byte(of: scalar) != nil
    }
  }

  /// The number of bytes that this UTF-8 text takes in the encoding.
  func encodedLength(of utf8: ArraySlice<UInt8>) -> Int {
    switch self {
    case .utf8: utf8.count
    case .latin1, .windows1252: utf8.count { $0 & 0xC0 != 0x80 }
    case .utf16LittleEndian, .utf16BigEndian:
      utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 4 : 2) }
    }
  }

  /// Characters 0x80 to 0x9F of windows-1252; nil if undefined.
  private static let windows1252Specials: [UInt32?] = [
    0x20AC, nil, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, nil, 0x017D, nil, nil, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, nil, 0x017E, 0x0178,
  ]

  private func scalar(of byte: UInt8) -> Unicode.Scalar? {
    guard self == .windows1252, 0x80...0x9F ~= byte else { return Unicode.Scalar(byte) }
    return Self.windows1252Specials[Int(byte) - 0x80].flatMap(Unicode.Scalar.init)
  }

  private func byte(of scalar: Unicode.Scalar) -> UInt8? {
    if self == .windows1252 {
      if let index = Self.windows1252Specials.firstIndex(of: scalar.value) {
        return UInt8(index + 0x80)
      }
      if 0x80...0x9F ~= scalar.value { return nil }
    }
    return UInt8(exactly: scalar.value)
  }

  /// The end of the run of ASCII that begins at an index, checking eight bytes at a time.
  private static func asciiEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = start
    while index + 8 <= raw.count,
      raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      index += 8
    }
    while index < raw.count, raw[index] < 0x80 { index += 1 }
    return index
  }

  private static func firstInvalidUTF8Offset(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      let count = buffer.count
      while index < count {
        let first = buffer[index]
        if first < 0x80 {
          index = asciiEnd(buffer, from: index + 1)
          continue
        }
        let length: Int
        let secondRange: ClosedRange<UInt8>
        switch first {
        case 0xC2...0xDF: (length, secondRange) = (2, 0x80...0xBF)
        case 0xE0: (length, secondRange) = (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE, 0xEF: (length, secondRange) = (3, 0x80...0xBF)
        case 0xED: (length, secondRange) = (3, 0x80...0x9F)
        case 0xF0: (length, secondRange) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, secondRange) = (4, 0x80...0xBF)
        case 0xF4: (length, secondRange) = (4, 0x80...0x8F)
        default: return index
        }
        guard index + length <= count, secondRange.contains(buffer[index + 1]) else { return index }
        for offset in 2..<max(2, length) where buffer[index + offset] & 0xC0 != 0x80 {
          return index
        }
        index += length
      }
      return nil
    }
  }
}
