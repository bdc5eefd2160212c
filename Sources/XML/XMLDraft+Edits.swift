public import Diagnostics

extension XMLDraft {
  /// The edits that turn the element into the draft; empty for an element to be added.
  ///
  /// Unchanged elements and attributes keep their bytes. If the order of children changes, as few
  /// of them as possible are moved, as written.
  public func edits() -> [TextEdit] {
    guard let origin else { return [] }
    var edits = nameEdits(origin) + attributeEdits(origin)
    if let text, text != origin.text {
      edits.append(close(XMLEditor.setText(text, of: origin)))
    } else if let children = changedChildren {
      edits += childEdits(origin, children)
    }
    return edits
  }

  private func nameEdits(_ origin: XMLElement) -> [TextEdit] {
    guard name.qualified != origin.name.qualified else { return [] }
    var edits = [TextEdit(range: origin.nameRange, replacement: name.qualified)]
    if !origin.isSelfClosing {
      let start = origin.contentRange.upperBound + 2
      edits.append(
        TextEdit(range: start..<start + origin.nameRange.count, replacement: name.qualified))
    }
    return edits
  }

  private func attributeEdits(_ origin: XMLElement) -> [TextEdit] {
    var edits: [TextEdit] = []
    for attribute in origin.attributes {
      if let value = self[attribute.name.qualified] {
        if value != attribute.value {
          edits.append(XMLEditor.setAttribute(attribute.name.qualified, to: value, on: origin))
        }
      } else {
        edits.append(XMLEditor.remove(attribute))
      }
    }
    let known = Set(origin.attributes.map(\.name.qualified))
    let added = attributes.filter { !known.contains($0.name) }
    return edits + added.map { XMLEditor.setAttribute($0.name, to: $0.value, on: origin) }
  }

  private func childEdits(_ origin: XMLElement, _ children: [XMLDraft]) -> [TextEdit] {
    let places = Dictionary(
      uniqueKeysWithValues: origin.children.enumerated().map { ($0.element, $0.offset) })
    let staying = Self.longestIncreasingSubsequence(
      children.enumerated().compactMap { index, child in
        child.origin.flatMap { places[$0] }.map { (index, $0) }
      })
    let kept = Set(staying.map { children[$0].origin })
    var edits: [TextEdit] = []
    let style = LayoutStyle(of: origin)
    let quote = XMLEditor.quoteStyle(of: origin)
    var place = origin.contentRange.lowerBound
    var inserted = ""
    func insert() {
      guard !inserted.isEmpty else { return }
      edits.append(TextEdit(range: place..<place, replacement: inserted))
      inserted = ""
    }
    for (index, child) in children.enumerated() {
      if staying.contains(index), let element = child.origin {
        insert()
        edits += child.edits()
        place = element.range.upperBound
      } else {
        inserted += style.lineBreak(1)
        inserted += child.written(style, quote, origin.document.source.encoding)
      }
    }
    if !inserted.isEmpty, origin.isSelfClosing {
      // <a /> becomes <a>…</a>.
      let tagEnd = max(origin.nameRange.upperBound, origin.attributes.last?.range.upperBound ?? 0)
      edits.append(
        TextEdit(
          range: tagEnd..<origin.range.upperBound,
          replacement: ">\(inserted)\(style.lineBreak(0))</\(name.qualified)>"))
    } else {
      if origin.contentRange.isEmpty, !inserted.isEmpty { inserted += style.lineBreak(0) }
      insert()
    }
    // After the insertions, which may begin at the same offset as a removed element.
    return edits + origin.children.filter { !kept.contains($0) }.map { XMLEditor.remove($0) }
  }

  /// The text of a moved element as in the file, with its own edits, or of a new one in the file's
  /// style.
  private func written(_ style: LayoutStyle, _ quote: UInt8, _ encoding: TextEncoding) -> String {
    guard let origin else {
      return fragment.written(style, quote: quote, encoding: encoding, depth: 1)
    }
    let source = origin.document.source
    var result = ""
    var copied = origin.range.lowerBound
    for edit in edits().inOrder {
      result += source.text(copied..<edit.range.lowerBound) + edit.replacement
      copied = edit.range.upperBound
    }
    return result + source.text(copied..<origin.range.upperBound)
  }

  /// If an edit writes an end tag, it writes the new name.
  private func close(_ edit: TextEdit) -> TextEdit {
    guard let origin, origin.isSelfClosing, name.qualified != origin.name.qualified else {
      return edit
    }
    let end = "</\(origin.name.qualified)>"
    return TextEdit(
      range: edit.range,
      replacement: edit.replacement.dropLast(end.count) + "</\(name.qualified)>")
  }

  /// The indexes of the longest increasing subsequence of places.
  private static func longestIncreasingSubsequence(_ pairs: [(index: Int, place: Int)]) -> Set<Int>
  {
    var lengths = [Int](repeating: 1, count: pairs.count)
    var previous = [Int](repeating: -1, count: pairs.count)
    for right in pairs.indices {
      for left in 0..<right
      where pairs[left].place < pairs[right].place && lengths[left] + 1 > lengths[right] {
        lengths[right] = lengths[left] + 1
        previous[right] = left
      }
    }
    var result: Set<Int> = []
    var current = lengths.indices.max { lengths[$0] < lengths[$1] } ?? -1
    while current >= 0 {
      result.insert(pairs[current].index)
      current = previous[current]
    }
    return result
  }
}

extension XMLElement {
  /// Whether the element is a self-closing tag, `<a/>`.
  var isSelfClosing: Bool { range.upperBound == startTagRange.upperBound }
}

extension [TextEdit] {
  /// Sorted by offset; several insertions at one offset keep their order.
  public var inOrder: [TextEdit] {
    enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }.map(\.element)
  }
}
