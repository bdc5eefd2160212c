import Diagnostics

/// Detects the encoding of an XML file (XML 1.0, appendix F): byte order mark, then the zero bytes
/// of UTF-16, then the declaration.
enum XMLEncodingDetection {
  enum Detection: Equatable {
    case known(TextEncoding)
    case unsupported(name: String, offset: Int)
  }

  static func detect(_ bytes: [UInt8]) -> Detection {
    if bytes.starts(with: [0x00, 0x00, 0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE, 0x00, 0x00])
      || bytes.starts(with: [0x00, 0x00, 0x00, 0x3C])
      || bytes.starts(with: [0x3C, 0x00, 0x00, 0x00])
    {
      return .unsupported(name: "UTF-32", offset: 0)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .known(.utf8) }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0x00, 0x3C]) {
      return .known(.utf16BigEndian)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0x3C, 0x00]) {
      return .known(.utf16LittleEndian)
    }
    guard let (name, offset) = declaredName(bytes) else { return .known(.utf8) }
    switch name.uppercased() {
    // A file of single bytes that declares UTF-16 was saved without updating the declaration.
    case "UTF-8", "UTF8", "US-ASCII", "ASCII", "UTF-16", "UTF-16LE", "UTF-16BE":
      return .known(.utf8)
    case "ISO-8859-1", "ISO_8859-1", "ISO8859-1", "LATIN1", "LATIN-1", "L1":
      return .known(.latin1)
    case "WINDOWS-1252", "CP1252", "CP-1252":
      return .known(.windows1252)
    default:
      return .unsupported(name: name, offset: offset)
    }
  }

  /// The encoding in `<?xml … encoding="NAME"?>` and its offset.
  private static func declaredName(_ bytes: [UInt8]) -> (name: String, offset: Int)? {
    let head = bytes.prefix(512)
    guard head.starts(with: "<?xml".utf8),
      let end = head.firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    let declaration = bytes[..<end]
    let word = Array("encoding".utf8)
    for start in declaration.indices where declaration[start...].starts(with: word) {
      var index = start + word.count
      while index < end, declaration[index] <= 0x20 || declaration[index] == UInt8(ascii: "=") {
        index += 1
      }
      guard index < end else { return nil }
      let quote = declaration[index]
      let value = declaration[(index + 1)...].prefix { $0 != quote }
      return (String(decoding: value, as: UTF8.self), index + 1)
    }
    return nil
  }
}
