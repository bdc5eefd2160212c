#if canImport(Glibc)
  import Glibc
#endif

/// One file's text in UTF-8, with an index that maps byte offsets to lines and columns.
///
/// All offsets in this package are offsets into `bytes`. A byte order mark stays in `bytes` (as
/// UTF-8), so for a UTF-8 file these are also the offsets in the file; for other encodings,
/// `originalRange(of:)` maps a range to the file.
public final class SourceText: Sendable {
  /// The name in messages: the path as given by the user.
  public let path: String
  /// The text in UTF-8.
  public let bytes: [UInt8]
  /// The encoding of the file.
  public let encoding: TextEncoding
  /// The file's bytes, if they differ from `bytes`.
  private let encodedBytes: [UInt8]?
  private let lineStarts: [Int32]
  /// The counts before each multiple of `blockSize`; empty if all lines are short. It makes the
  /// column on a line of megabytes as cheap as on a short one.
  private let countsBeforeBlock: [Counts]
  private static let blockSize = 1024

  /// A text that is already UTF-8.
  public convenience init(path: String, bytes: [UInt8]) {
    self.init(path: path, utf8: bytes, encoding: .utf8, original: nil)
  }

  /// A text from a string.
  public convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// A text decoded from `original` in `encoding`.
  public init(path: String, utf8: [UInt8], encoding: TextEncoding, original: [UInt8]?) {
    self.path = path
    self.bytes = utf8
    self.encoding = encoding
    self.encodedBytes = original
    let lineStarts = Self.lineStarts(in: utf8)
    self.lineStarts = lineStarts
    let isLong = zip(lineStarts, lineStarts.dropFirst() + [Int32(utf8.count)]).contains {
      Int($1 - $0) > 4 * Self.blockSize
    }
    self.countsBeforeBlock = isLong ? Self.countsBeforeBlocks(in: utf8) : []
  }

  /// The file's bytes.
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

  /// The counts that map byte offsets to columns.
  private struct Counts {
    /// Continuation bytes.
    var continuations: Int32 = 0
    /// Characters that take two UTF-16 code units.
    var pairs: Int32 = 0
  }

  private static func countsBeforeBlocks(in bytes: [UInt8]) -> [Counts] {
    var result: [Counts] = []
    result.reserveCapacity(bytes.count / blockSize + 1)
    var counts = Counts()
    for start in stride(from: 0, through: bytes.count, by: blockSize) {
      result.append(counts)
      counts = Self.counts(in: start..<min(start + blockSize, bytes.count), of: bytes, from: counts)
    }
    return result
  }

  private static func counts(
    in range: Range<Int>, of bytes: [UInt8], from start: Counts = Counts()
  ) -> Counts {
    var counts = start
    bytes.withUnsafeBufferPointer { buffer in
      for byte in buffer[range] {
        if byte & 0xC0 == 0x80 { counts.continuations += 1 }
        if byte >= 0xF0 { counts.pairs += 1 }
      }
    }
    return counts
  }

  /// The counts between two offsets on one line.
  private func counts(from start: Int, to offset: Int) -> Counts {
    guard offset - start > 2 * Self.blockSize, !countsBeforeBlock.isEmpty else {
      return Self.counts(in: start..<offset, of: bytes)
    }
    func before(_ offset: Int) -> Counts {
      let block = offset / Self.blockSize
      return Self.counts(
        in: block * Self.blockSize..<offset, of: bytes, from: countsBeforeBlock[block])
    }
    let (low, high) = (before(start), before(offset))
    return Counts(
      continuations: high.continuations - low.continuations, pairs: high.pairs - low.pairs)
  }

  /// The number of lines; an empty text has one.
  public var lineCount: Int { lineStarts.count }

  /// The bytes of a line (1-based) without its line ending and byte order mark.
  public func lineRange(_ line: Int) -> Range<Int> {
    var lower = Int(lineStarts[line - 1])
    var upper = line < lineStarts.count ? Int(lineStarts[line]) - 1 : bytes.count
    if upper > lower, bytes[upper - 1] == 0x0D { upper -= 1 }
    if line == 1, bytes.starts(with: TextEncoding.utf8ByteOrderMark) { lower = 3 }
    return lower..<max(lower, upper)
  }

  /// The line and column of a byte offset; an offset past the end is clamped.
  public func position(at offset: Int) -> SourcePosition {
    let (line, length, counts) = place(at: offset)
    return SourcePosition(line: line, column: 1 + length - Int(counts.continuations))
  }

  /// The same with columns in UTF-16 code units, as in editors and SARIF.
  public func utf16Position(at offset: Int) -> SourcePosition {
    let (line, length, counts) = place(at: offset)
    return SourcePosition(
      line: line, column: 1 + length - Int(counts.continuations) + Int(counts.pairs))
  }

  /// The line of an offset, the number of bytes before it on the line, and their counts.
  private func place(at offset: Int) -> (line: Int, length: Int, counts: Counts) {
    let offset = min(max(0, offset), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    let start = lineRange(low + 1).lowerBound
    let end = max(offset, start)
    return (low + 1, end - start, counts(from: start, to: end))
  }

  /// The text of a byte range; invalid UTF-8 becomes U+FFFD.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The range in the file that corresponds to a range of `bytes`.
  public func originalRange(of range: Range<Int>) -> Range<Int> {
    guard encoding != .utf8 else { return range }
    let lower = encoding.encodedLength(of: bytes[..<range.lowerBound])
    return lower..<(lower + encoding.encodedLength(of: bytes[range]))
  }

  /// The file's bytes after `edits`, each written in the file's encoding.
  ///
  /// Every byte outside the edited ranges is unchanged. Edits must not overlap; several insertions
  /// at one offset keep their order.
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

/// A line and column, both counted from 1; columns in Unicode scalars.
public struct SourcePosition: Hashable, Comparable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The column in Unicode scalars, from 1.
  public var column: Int

  /// A position from its line and column.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Orders by line, then column.
  public static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A replacement of a byte range of a text.
public struct TextEdit: Hashable, Sendable {
  /// The bytes to replace; empty for an insertion.
  public var range: Range<Int>
  /// The replacement text.
  public var replacement: String

  /// A replacement of a byte range.
  public init(range: Range<Int>, replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}
