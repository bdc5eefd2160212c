import Diagnostics

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
      if !raw.contains(where: { $0 == UInt8(ascii: "&") || $0 < 0x20 }) {
        return String(decoding: raw, as: UTF8.self)
      }
      var result: [UInt8] = []
      forEachPiece(raw, kind) { piece, _ in result.append(contentsOf: piece) }
      return String(decoding: result, as: UTF8.self)
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
      forEachPiece(raw, kind) { piece, source in
        if decoded <= part.lowerBound { lower = source.lowerBound }
        if decoded < part.upperBound { upper = source.upperBound }
        decoded += piece.count
      }
      if part.lowerBound >= decoded { lower = raw.count }
      return (range.lowerBound + lower)..<(range.lowerBound + max(lower, upper))
    }
  }

  /// Walks over well-formed character data piece by piece: the decoded bytes of each piece and
  /// the bytes it was written with.
  private static func forEachPiece(
    _ raw: UnsafeBufferPointer<UInt8>, _ kind: Kind, _ piece: ([UInt8], Range<Int>) -> Void
  ) {
    var index = 0
    while index < raw.count {
      let start = index
      let byte = raw[index]
      index += 1
      switch byte {
      case UInt8(ascii: "&") where kind != .cdata:
        while index < raw.count, raw[index] != UInt8(ascii: ";") { index += 1 }
        let name = String(decoding: raw[start + 1..<index], as: UTF8.self)
        index = min(index + 1, raw.count)
        piece(
          reference(name).map { Array(String($0).utf8) } ?? Array(raw[start..<index]), start..<index
        )
      case 0x0D:
        if index < raw.count, raw[index] == 0x0A { index += 1 }
        piece([kind == .attribute ? 0x20 : 0x0A], start..<index)
      case 0x09, 0x0A:
        piece([kind == .attribute ? 0x20 : byte], start..<index)
      default:
        while index < raw.count, raw[index] & 0xC0 == 0x80 { index += 1 }
        piece(Array(raw[start..<index]), start..<index)
      }
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
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">" where quote == nil: result += "&gt;"
      case "\"" where quote == UInt8(ascii: "\""): result += "&quot;"
      case "'" where quote == UInt8(ascii: "'"): result += "&apos;"
      case "\n" where quote != nil: result += "&#10;"
      case "\t" where quote != nil: result += "&#9;"
      case "\r": result += "&#13;"
      default:
        if encoding.canEncode(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          result += "&#x\(String(scalar.value, radix: 16, uppercase: true));"
        }
      }
    }
    return result
  }

  /// Whether XML 1.0 allows the character at all (2.2).
  static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}

/// A piece of character data between markup.
public struct XMLTextRun: Sendable {
  /// The bytes as written, without the fences of a CDATA section.
  public var range: Range<Int>
  public var isCDATA: Bool
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
