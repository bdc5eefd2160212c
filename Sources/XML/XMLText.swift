import Diagnostics
import Text

/// Character data: from the bytes of a file to text and back.
enum XMLText {
  /// What the rules of decoding depend on.
  enum Kind {
    /// References are resolved, white space becomes blanks (XML 1.0, 3.3.3).
    case attribute
    /// References are resolved, line ends become line feeds (2.11).
    case text
    /// Line ends become line feeds.
    case cdata
  }

  /// Decodes well-formed bytes.
  static func decode(_ bytes: [UInt8], _ range: Range<Int>, as kind: Kind) -> String {
    bytes.withUnsafeBufferPointer { buffer in
      let raw = UnsafeBufferPointer(rebasing: buffer[range])
      var index = plainEnd(raw, from: 0, kind)
      if index == raw.count { return String(decoding: raw, as: UTF8.self) }
      // No reference is shorter than the character that it stands for.
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

  /// Whether bytes stand for themselves.
  static func isPlain(_ bytes: [UInt8], _ range: Range<Int>, as kind: Kind) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      let raw = UnsafeBufferPointer(rebasing: buffer[range])
      return plainEnd(raw, from: 0, kind) == raw.count
    }
  }

  /// Where a part of a decoded value stands in the file.
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

  /// Walks over well-formed character data character by character: how many bytes each is when
  /// decoded, and the bytes it was written with.
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

  /// Whether a byte begins something that is not taken as it stands.
  private static func isSpecial(_ byte: UInt8, _ kind: Kind) -> Bool {
    switch byte {
    case UInt8(ascii: "&"): kind != .cdata
    case 0x0D: true
    case 0x09, 0x0A: kind == .attribute
    default: false
    }
  }

  /// Where the next special byte stands.
  private static func plainEnd(
    _ raw: UnsafeBufferPointer<UInt8>, from start: Int, _ kind: Kind
  ) -> Int {
    var index = start
    while index < raw.count {
      // Nearly no byte is a control character or an ampersand.
      let byte = raw[index]
      if byte < 0x20 || byte == UInt8(ascii: "&"), isSpecial(byte, kind) { break }
      index += 1
    }
    return index
  }

  /// What a special byte and those that belong to it stand for, and where they end; nil for a
  /// reference that is taken as it stands.
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

  /// The character that `&name;` stands for.
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

  /// Writes a text so that a parser reads it back, inside quotes or as character data; what the
  /// file's encoding lacks becomes a character reference.
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
  /// The bytes as written, without the fences of a CDATA section.
  public var range: Range<Int>
  /// Whether it is in a CDATA section.
  public var isCDATA: Bool
  /// The text with references resolved.
  public var text: String

  /// The place of a part of `text`, given as UTF-8 offsets in it.
  public func sourceRange(of part: Range<Int>, in document: XMLDocument) -> Range<Int> {
    XMLText.sourceRange(
      of: part, in: document.source.bytes, range, as: isCDATA ? .cdata : .text)
  }
}

extension XMLElement {
  /// The element's own character data, piece by piece, without that of its children; comments
  /// and processing instructions part pieces.
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

  /// The element's own character data as one text.
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
