import Diagnostics
import Text

/// Decoding and encoding of character data.
enum XMLText {
  /// The context, which determines the decoding rules.
  enum Kind {
    /// References are resolved, whitespace becomes spaces (XML 1.0, 3.3.3).
    case attribute
    /// References are resolved, line endings become line feeds (2.11).
    case text
    /// Line endings become line feeds.
    case cdata
  }

  /// Decodes well-formed bytes.
  static func decode(_ bytes: [UInt8], _ range: Range<Int>, as kind: Kind) -> String {
    bytes.withUnsafeBufferPointer { buffer in
      let raw = UnsafeBufferPointer(rebasing: buffer[range])
      var index = plainEnd(raw, from: 0, kind)
      if index == raw.count { return String(decoding: raw, as: UTF8.self) }
      // No reference is shorter than its character in UTF-8.
      return String(unsafeUninitializedCapacity: raw.count) { output in
        var length = 0
        func append(_ range: Range<Int>) {
          for index in range {
            output[length] = raw[index]
            length += 1
          }
        }
        append(0..<index)
        while index < raw.count {
          let (scalar, end) = special(raw, at: index, kind)
          if let scalar {
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
              output[length] = byte
              length += 1
            }
          } else {
            append(index..<end)
          }
          index = plainEnd(raw, from: end, kind)
          append(end..<index)
        }
        return length
      }
    }
  }

  /// Whether the bytes need no decoding.
  static func isPlain(_ bytes: [UInt8], _ range: Range<Int>, as kind: Kind) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      let raw = UnsafeBufferPointer(rebasing: buffer[range])
      return plainEnd(raw, from: 0, kind) == raw.count
    }
  }

  /// The range in the file of a part of a decoded value.
  static func sourceRange(
    of part: Range<Int>, in bytes: [UInt8], _ range: Range<Int>, as kind: Kind
  ) -> Range<Int> {
    bytes.withUnsafeBufferPointer { buffer in
      let raw = UnsafeBufferPointer(rebasing: buffer[range])
      var decoded = 0
      var lower = raw.count
      var upper = raw.count
      forEachPiece(raw, kind) { length, source in
        if decoded <= part.lowerBound { lower = source.lowerBound }
        if decoded < part.upperBound { upper = source.upperBound }
        decoded += length
      }
      if part.lowerBound >= decoded { lower = raw.count }
      return (range.lowerBound + lower)..<(range.lowerBound + max(lower, upper))
    }
  }

  /// Visits well-formed character data character by character: the length of each when decoded, and
  /// its bytes in the file.
  private static func forEachPiece(
    _ raw: UnsafeBufferPointer<UInt8>, _ kind: Kind, _ piece: (Int, Range<Int>) -> Void
  ) {
    var index = 0
    while index < raw.count {
      let start = index
      if isSpecial(raw[index], kind) {
        let (scalar, end) = special(raw, at: index, kind)
        index = end
        piece(scalar.map { UTF8.width($0) } ?? end - start, start..<end)
      } else {
        index += 1
        while index < raw.count, raw[index] & 0xC0 == 0x80 { index += 1 }
        piece(index - start, start..<index)
      }
    }
  }

  /// Whether a byte begins something that needs decoding.
  private static func isSpecial(_ byte: UInt8, _ kind: Kind) -> Bool {
    switch byte {
    case UInt8(ascii: "&"): kind != .cdata
    case 0x0D: true
    case 0x09, 0x0A: kind == .attribute
    default: false
    }
  }

  /// The offset of the next special byte.
  private static func plainEnd(
    _ raw: UnsafeBufferPointer<UInt8>, from start: Int, _ kind: Kind
  ) -> Int {
    var index = start
    while index < raw.count {
      // Control characters and ampersands are rare.
      let byte = raw[index]
      if byte < 0x20 || byte == UInt8(ascii: "&"), isSpecial(byte, kind) { break }
      index += 1
    }
    return index
  }

  /// The decoded text of a special byte and those that belong to it, and where they end; nil for a
  /// reference that stays as it is.
  private static func special(
    _ raw: UnsafeBufferPointer<UInt8>, at start: Int, _ kind: Kind
  ) -> (scalar: Unicode.Scalar?, end: Int) {
    switch raw[start] {
    case UInt8(ascii: "&"):
      var end = start + 1
      while end < raw.count, raw[end] != UInt8(ascii: ";") { end += 1 }
      let name = String(decoding: raw[start + 1..<end], as: UTF8.self)
      return (reference(name), min(end + 1, raw.count))
    case 0x0D where start + 1 < raw.count && raw[start + 1] == 0x0A:
      return (kind == .attribute ? " " : "\n", start + 2)
    default:
      return (kind == .attribute ? " " : "\n", start + 1)
    }
  }

  /// The character of the reference `&name;`.
  private static func reference(_ name: String) -> Unicode.Scalar? {
    switch name {
    case "amp": "&"
    case "lt": "<"
    case "gt": ">"
    case "quot": "\""
    case "apos": "'"
    default:
      if name.hasPrefix("#x") {
        UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
      } else if name.hasPrefix("#") {
        UInt32(name.dropFirst(1)).flatMap(Unicode.Scalar.init)
      } else {
        nil
      }
    }
  }

  /// Escapes a text so that a parser reads it back, in quotes or as character data; characters that
  /// the file's encoding lacks become character references.
  static func escape(_ text: String, quote: UInt8?, in encoding: TextEncoding) -> String {
    text.escapedAsMarkup { scalar in
      switch scalar {
      case ">" where quote != nil: ">"
      case "\"" where quote == UInt8(ascii: "\""): "&quot;"
      case "'" where quote == UInt8(ascii: "'"): "&apos;"
      case "\n" where quote != nil: "&#10;"
      case "\t" where quote != nil: "&#9;"
      case "\r": "&#13;"
      default:
        encoding.canEncode(scalar)
          ? nil : "&#x\(String(scalar.value, radix: 16, uppercase: true));"
      }
    }
  }
}

/// A piece of character data between markup.
public struct XMLTextRun: Sendable {
  /// The bytes as written, without the delimiters of a CDATA section.
  public var range: Range<Int>
  /// Whether the text is in a CDATA section.
  public var isCDATA: Bool
  /// The text with references resolved.
  public var text: String

  /// The range in the file of a part of `text`, given as UTF-8 offsets.
  public func sourceRange(of part: Range<Int>, in document: XMLDocument) -> Range<Int> {
    XMLText.sourceRange(
      of: part, in: document.source.bytes, range, as: isCDATA ? .cdata : .text)
  }
}

extension XMLElement {
  /// The element's own character data in pieces, without that of its children; comments and
  /// processing instructions separate pieces.
  public var textRuns: [XMLTextRun] {
    let bytes = document.source.bytes
    var runs: [XMLTextRun] = []
    var index = contentRange.lowerBound
    var children = children.makeIterator()
    var child = children.next()
    func starts(_ text: StaticString) -> Bool {
      text.withUTF8Buffer { bytes[index..<min(index + $0.count, bytes.count)].elementsEqual($0) }
    }
    func skip(past text: StaticString) {
      text.withUTF8Buffer { mark in
        while !bytes[index..<min(index + mark.count, bytes.count)].elementsEqual(mark) {
          index += 1
        }
        index += mark.count
      }
    }
    while index < contentRange.upperBound {
      if let next = child, index == next.range.lowerBound {
        index = next.range.upperBound
        child = children.next()
      } else if starts("<!--") {
        index += 4
        skip(past: "-->")
      } else if starts("<![CDATA[") {
        let start = index + 9
        skip(past: "]]>")
        let range = start..<(index - 3)
        let text = XMLText.decode(bytes, range, as: .cdata)
        runs.append(XMLTextRun(range: range, isCDATA: true, text: text))
      } else if starts("<?") {
        skip(past: "?>")
      } else {
        let start = index
        while index < contentRange.upperBound, bytes[index] != UInt8(ascii: "<") { index += 1 }
        runs.append(
          XMLTextRun(
            range: start..<index, isCDATA: false,
            text: XMLText.decode(bytes, start..<index, as: .text)))
      }
    }
    return runs
  }

  /// The element's own character data as one string.
  public var text: String {
    if record.firstChild < 0 {
      let bytes = document.source.bytes
      let range = contentRange
      if !bytes[range].contains(UInt8(ascii: "<")) {
        return XMLText.decode(bytes, range, as: .text)
      }
    }
    return textRuns.map(\.text).joined()
  }
}
