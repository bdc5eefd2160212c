public import Diagnostics
import Text

/// Edits of an XML document that change as few bytes as possible.
///
/// Each function returns an edit of the source; `SourceText.applying(_:)` creates the new file in
/// its encoding. Quotes, indentation and line endings follow the file. Edits of one document may be
/// applied together if they do not overlap.
public enum XMLEditor {
  /// Sets an attribute, or adds it after the others.
  ///
  /// - Parameter name: the name as written, with its prefix.
  public static func setAttribute(
    _ name: String, to value: String, on element: XMLElement
  ) -> TextEdit {
    let source = element.document.source
    if let attribute = element.attributes.first(where: { $0.name.qualified == name }) {
      let quote = source.bytes[attribute.valueRange.lowerBound - 1]
      return TextEdit(
        range: attribute.valueRange,
        replacement: XMLText.escape(value, quote: quote, in: source.encoding))
    }
    let quote = quoteStyle(of: element)
    let text = XMLText.escape(value, quote: quote, in: source.encoding)
    let mark = String(UnicodeScalar(quote))
    let last = element.attributes.last
    let place = last?.range.upperBound ?? element.nameRange.upperBound
    return TextEdit(
      range: place..<place,
      replacement: "\(attributeSeparator(of: element))\(name)=\(mark)\(text)\(mark)")
  }

  /// Removes an attribute with the whitespace before it.
  public static func remove(_ attribute: XMLAttribute) -> TextEdit {
    let bytes = attribute.element.document.source.bytes
    var start = attribute.range.lowerBound
    while start > 0, bytes[start - 1].isXMLSpace { start -= 1 }
    return TextEdit(range: start..<attribute.range.upperBound, replacement: "")
  }

  /// Removes an element, and its line if nothing else is on it.
  public static func remove(_ element: XMLElement) -> TextEdit {
    let bytes = element.document.source.bytes
    var range = element.range
    var lineStart = range.lowerBound
    while lineStart > 0, bytes[lineStart - 1] == 0x20 || bytes[lineStart - 1] == 0x09 {
      lineStart -= 1
    }
    var lineEnd = range.upperBound
    while lineEnd < bytes.count, bytes[lineEnd] == 0x20 || bytes[lineEnd] == 0x09 { lineEnd += 1 }
    let isAlone =
      lineStart > 0 && bytes[lineStart - 1] == 0x0A && lineEnd < bytes.count
      && (bytes[lineEnd] == 0x0A || bytes[lineEnd] == 0x0D)
    if isAlone {
      if bytes[lineEnd] == 0x0D { lineEnd += 1 }
      if lineEnd < bytes.count, bytes[lineEnd] == 0x0A { lineEnd += 1 }
      range = lineStart..<lineEnd
    }
    return TextEdit(range: range, replacement: "")
  }

  /// Adds a child element: before `sibling`, or at the end.
  public static func addChild(
    _ child: XMLFragment, to parent: XMLElement, before sibling: XMLElement? = nil
  ) -> TextEdit {
    let source = parent.document.source
    let style = LayoutStyle(of: parent)
    let quote = quoteStyle(of: parent)
    let text = child.written(style, quote: quote, encoding: source.encoding, depth: 1)
    if let sibling {
      let place = sibling.range.lowerBound
      return TextEdit(range: place..<place, replacement: text + style.lineBreak(1))
    }
    if parent.range.upperBound == parent.startTagRange.upperBound {
      // <a/> becomes <a>…</a>.
      let close = openTagEnd(of: parent)
      return TextEdit(
        range: close..<parent.range.upperBound,
        replacement:
          ">\(style.lineBreak(1))\(text)\(style.lineBreak(0))</\(parent.name.qualified)>")
    }
    var last: XMLElement?
    for element in parent.children { last = element }
    if let last {
      let place = last.range.upperBound
      return TextEdit(range: place..<place, replacement: style.lineBreak(1) + text)
    }
    let place = parent.contentRange.lowerBound
    let isBlankInside = source.bytes[parent.contentRange].allSatisfy(\.isXMLSpace)
    let end = isBlankInside ? parent.contentRange.upperBound : place
    return TextEdit(
      range: place..<end,
      replacement: style.lineBreak(1) + text + (isBlankInside ? style.lineBreak(0) : ""))
  }

  /// Replaces the character data of an element that has no children.
  public static func setText(_ text: String, of element: XMLElement) -> TextEdit {
    let escaped = XMLText.escape(text, quote: nil, in: element.document.source.encoding)
    if element.range.upperBound == element.startTagRange.upperBound {
      let close = openTagEnd(of: element)
      return TextEdit(
        range: close..<element.range.upperBound,
        replacement: ">\(escaped)</\(element.name.qualified)>")
    }
    return TextEdit(range: element.contentRange, replacement: escaped)
  }

  /// Where the tag of an element without content ends: after its name and attributes.
  private static func openTagEnd(of element: XMLElement) -> Int {
    max(element.nameRange.upperBound, element.attributes.last?.range.upperBound ?? 0)
  }

  /// The quote character of the element's attributes, or of the nearest attribute before it.
  static func quoteStyle(of element: XMLElement) -> UInt8 {
    var current: XMLElement? = element
    while let place = current {
      if let attribute = place.attributes.last {
        return place.document.source.bytes[attribute.valueRange.lowerBound - 1]
      }
      current = place.parent
    }
    return UInt8(ascii: "\"")
  }

  /// The text between the last two attributes: a space, or a line break with indentation.
  private static func attributeSeparator(of element: XMLElement) -> String {
    let attributes = element.attributes
    guard attributes.count >= 2 else { return " " }
    let gap =
      attributes[attributes.count - 2].range
      .upperBound..<attributes[attributes.count - 1].range.lowerBound
    return element.document.source.text(gap)
  }
}

/// An element to write: its name, attributes, and text or children.
public struct XMLFragment: Sendable {
  /// The name, with its prefix.
  public var name: String
  /// The attributes in order.
  public var attributes: [(name: String, value: String)]
  /// The text, if any.
  public var text: String?
  /// The child elements.
  public var children: [XMLFragment]

  /// An element to write.
  public init(
    _ name: String, _ attributes: [(name: String, value: String)] = [], text: String? = nil,
    children: [XMLFragment] = []
  ) {
    self.name = name
    self.attributes = attributes
    self.text = text
    self.children = children
  }

  func written(
    _ style: LayoutStyle, quote: UInt8, encoding: TextEncoding, depth: Int
  ) -> String {
    let mark = String(UnicodeScalar(quote))
    var result = "<\(name)"
    for (name, value) in attributes {
      result += " \(name)=\(mark)\(XMLText.escape(value, quote: quote, in: encoding))\(mark)"
    }
    if let text {
      return result + ">\(XMLText.escape(text, quote: nil, in: encoding))</\(name)>"
    }
    if children.isEmpty { return result + style.emptyTagEnd }
    result += ">"
    for child in children {
      result += style.lineBreak(depth + 1)
      result += child.written(style, quote: quote, encoding: encoding, depth: depth + 1)
    }
    return result + style.lineBreak(depth) + "</\(name)>"
  }
}

/// The indentation of a file: the text before an element on its line, and one level.
struct LayoutStyle {
  /// Line ending and indentation of the parent; nil for a file without line breaks.
  private let parentBreak: String?
  private let level: String
  /// The end of an element without content: `/>` or ` />`.
  let emptyTagEnd: String

  init(of parent: XMLElement) {
    let source = parent.document.source
    emptyTagEnd = Self.emptyTagEnd(in: source.bytes)
    let own = Self.indentation(before: parent)
    parentBreak = own.map { (source.bytes.contains(0x0D) ? "\r\n" : "\n") + $0 }
    level = Self.levelOfFile(parent, own ?? "")
  }

  /// Follows the first element without content in the file.
  private static func emptyTagEnd(in bytes: [UInt8]) -> String {
    for index in bytes.indices.dropFirst(2)
    where bytes[index] == UInt8(ascii: ">") && bytes[index - 1] == UInt8(ascii: "/") {
      return bytes[index - 2] == 0x20 ? " />" : "/>"
    }
    return "/>"
  }

  /// A line break with the indentation of a level below the parent.
  func lineBreak(_ depth: Int) -> String {
    parentBreak.map { $0 + String(repeating: level, count: depth) } ?? ""
  }

  /// The whitespace before an element; nil if it is not the first on its line.
  private static func indentation(before element: XMLElement) -> String? {
    let source = element.document.source
    let start = element.range.lowerBound
    let line = source.lineRange(source.position(at: start).line)
    let before = source.bytes[line.lowerBound..<max(line.lowerBound, start)]
    guard before.allSatisfy({ $0 == 0x20 || $0 == 0x09 }),
      source.lineCount > 1
    else { return nil }
    return String(decoding: before, as: UTF8.self)
  }

  /// One level of indentation: that of the element's first child, or of the element itself.
  private static func levelOfFile(_ element: XMLElement, _ own: String) -> String {
    if let child = element.children.first(where: { _ in true }),
      let inner = indentation(before: child), inner.hasPrefix(own), inner.count > own.count
    {
      return String(inner.dropFirst(own.count))
    }
    if let parent = element.parent, let outer = indentation(before: parent), own.hasPrefix(outer),
      own.count > outer.count
    {
      return String(own.dropFirst(outer.count))
    }
    return "  "
  }
}
