#if canImport(Glibc)
  import Glibc
#endif

/// One file's text, in UTF-8, with the index that turns byte offsets into lines and columns.
///
/// All offsets of the compiler are offsets into `bytes`. A byte order mark stays in `bytes` (as
/// UTF-8), so that for a UTF-8 file these are also the offsets in the file itself; for other
/// encodings `originalRange(of:)` gives the place in the file.
public final class SourceText: Sendable {
  /// The name that messages show: the path as the user gave it.
  public let path: String
  /// The text in UTF-8.
  public let bytes: [UInt8]
  /// How the file itself is encoded.
  public let encoding: TextEncoding
  /// The file's own bytes where they differ from `bytes`.
  private let encodedBytes: [UInt8]?
  private let lineStarts: [Int32]

  /// A text that is UTF-8 already.
  public convenience init(path: String, bytes: [UInt8]) {
    self.init(path: path, utf8: bytes, encoding: .utf8, original: nil)
  }

  /// A text given as a string.
  public convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// A text decoded from `original`, which was in `encoding`.
  public init(path: String, utf8: [UInt8], encoding: TextEncoding, original: [UInt8]?) {
    self.path = path
    self.bytes = utf8
    self.encoding = encoding
    self.encodedBytes = original
    self.lineStarts = Self.lineStarts(in: utf8)
  }

  /// The file's own bytes.
  public var originalBytes: [UInt8] { encodedBytes ?? bytes }

  private static func lineStarts(in bytes: [UInt8]) -> [Int32] {
    var starts: [Int32] = [0]
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      var offset = 0
      while let found = memchr(base + offset, 0x0A, buffer.count - offset) {
        offset = UnsafeRawPointer(found) - base + 1
        starts.append(Int32(offset))
      }
    }
    return starts
  }

  /// The number of lines; an empty text has one.
  public var lineCount: Int { lineStarts.count }

  /// The bytes of a line (1-based) without its line end and without a byte order mark.
  public func lineRange(_ line: Int) -> Range<Int> {
    var lower = Int(lineStarts[line - 1])
    var upper = line < lineStarts.count ? Int(lineStarts[line]) - 1 : bytes.count
    if upper > lower, bytes[upper - 1] == 0x0D { upper -= 1 }
    if line == 1, bytes.starts(with: TextEncoding.utf8ByteOrderMark) { lower = 3 }
    return lower..<max(lower, upper)
  }

  /// Line and column of a byte offset; an offset past the end counts as the end.
  public func position(at offset: Int) -> SourcePosition {
    let offset = min(max(0, offset), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    var column = 1
    for index in lineRange(low + 1).lowerBound..<max(offset, lineRange(low + 1).lowerBound)
    where bytes[index] & 0xC0 != 0x80 {
      column += 1
    }
    return SourcePosition(line: low + 1, column: column)
  }

  /// The text of a byte range; bytes that are not UTF-8 become U+FFFD.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// Where a range of `bytes` lies in the file itself.
  public func originalRange(of range: Range<Int>) -> Range<Int> {
    guard encoding != .utf8 else { return range }
    let lower = encoding.encodedLength(of: bytes[..<range.lowerBound])
    return lower..<(lower + encoding.encodedLength(of: bytes[range]))
  }

  /// The file's bytes after `edits`, each of which is written in the file's own encoding.
  ///
  /// Every byte outside the edited ranges stays as it is. Edits must not overlap; several
  /// insertions at one place keep their order.
  public func applying(_ edits: [TextEdit]) -> [UInt8] {
    let file = originalBytes
    var result: [UInt8] = []
    result.reserveCapacity(file.count + edits.reduce(0) { $0 + $1.replacement.utf8.count })
    var copied = 0
    let ordered = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    for (_, edit) in ordered {
      let range = originalRange(of: edit.range)
      precondition(range.lowerBound >= copied, "edits overlap")
      result += file[copied..<range.lowerBound]
      result += encoding.encode(edit.replacement)
      copied = range.upperBound
    }
    result += file[copied...]
    return result
  }
}

/// A place in a text as people count: both from 1, columns in Unicode scalars.
public struct SourcePosition: Hashable, Comparable, Sendable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// One replacement of a byte range of a text.
public struct TextEdit: Hashable, Sendable {
  /// The bytes to replace; empty for an insertion.
  public var range: Range<Int>
  public var replacement: String

  public init(range: Range<Int>, replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}
