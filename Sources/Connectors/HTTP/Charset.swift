import Diagnostics
import HTTP
import Text

/// A character encoding, by its Java or IANA name.
struct Charset: Sendable, Equatable {
  /// Nil for UTF-16 whose byte order is given by a byte order mark.
  private let encoding: TextEncoding?

  static let names = [
    "UTF-8", "US-ASCII", "ISO-8859-1", "windows-1252", "UTF-16", "UTF-16BE", "UTF-16LE",
  ]

  init?(named name: String) {
    switch name.trimmed.lowercased() {
    // US-ASCII is a subset of UTF-8.
    case "", "utf-8", "utf8", "us-ascii", "ascii": encoding = .utf8
    case "iso-8859-1", "iso8859_1", "iso8859-1", "latin1": encoding = .latin1
    case "windows-1252", "cp1252": encoding = .windows1252
    case "utf-16", "utf16": encoding = nil
    case "utf-16be": encoding = .utf16BigEndian
    case "utf-16le": encoding = .utf16LittleEndian
    default: return nil
    }
  }

  /// - Returns: nil for bytes that are invalid in this encoding; invalid UTF-8 becomes U+FFFD.
  func text(_ bytes: [UInt8]) -> String? {
    if encoding == .utf8 { return String(decoding: bytes, as: UTF8.self) }
    let isLittleEndian = bytes.starts(with: [0xFF, 0xFE])
    let encoding = encoding ?? (isLittleEndian ? .utf16LittleEndian : .utf16BigEndian)
    // The position of the error would not help, since only the result is shown.
    guard let text = try? encoding.decode(bytes) else { return nil }
    let hasMark = self.encoding == nil && text.starts(with: [0xEF, 0xBB, 0xBF])
    return String(decoding: hasMark ? text.dropFirst(3) : text[...], as: UTF8.self)
  }
}
