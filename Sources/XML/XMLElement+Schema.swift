import Diagnostics
import Text

extension XMLElement {
  /// The namespace bound to a prefix here, or the default one without a prefix; nil if it is not
  /// declared.
  public func namespace(ofPrefix prefix: String?) -> String? {
    if prefix == "xml" { return XMLNamespace.xml }
    let declaration = document.names.firstIndex { name in
      prefix == nil
        ? name.local == "xmlns" && name.prefix == nil
        : name.prefix == "xmlns" && name.local == prefix
    }
    guard let declaration else { return nil }
    var current: XMLElement? = self
    while let element = current {
      if let found = element.attributes.last(where: { $0.nameIndex == declaration }) {
        return found.value.isEmpty ? nil : found.value
      }
      current = element.parent
    }
    return nil
  }

  /// The range of the first text between the children, as written; nil if there is none.
  ///
  /// - Parameter allowsBlanks: whether to ignore whitespace.
  public func strayText(allowsBlanks: Bool) -> Range<Int>? {
    guard !contentRange.isEmpty, !allowsBlanks || hasMoreThanBlanks else { return nil }
    let run = textRuns.first { run in
      allowsBlanks ? !run.text.utf8.allSatisfy(\.isXMLSpace) : !run.range.isEmpty
    }
    guard let run, allowsBlanks else { return run?.range }
    return document.source.bytes[run.range].trimmed(while: \.isXMLSpace).indices
  }

  /// Whether anything but whitespace separates the children, such as a comment.
  private var hasMoreThanBlanks: Bool {
    document.source.bytes.withUnsafeBufferPointer { bytes in
      var start = contentRange.lowerBound
      for child in children {
        let range = child.range
        if !bytes[start..<range.lowerBound].allSatisfy(\.isXMLSpace) { return true }
        start = range.upperBound
      }
      return !bytes[start..<contentRange.upperBound].allSatisfy(\.isXMLSpace)
    }
  }
}

extension XMLDocument {
  /// Every `xsi:type`.
  var typeAttributes: [XMLAttribute] {
    guard
      let name = names.firstIndex(where: { $0.local == "type" && $0.namespace == XMLNamespace.xsi })
    else { return [] }
    return attributeRecords.indices.filter { Int(attributeRecords[$0].name) == name }
      .map { XMLAttribute(element: element(ofAttribute: $0), index: $0) }
  }

  /// The last element that begins before a place.
  public func lastElement(before offset: Int) -> XMLElement? {
    let count = records.firstIndex(notBelow: { Int($0.start) >= offset })
    return count > 0 ? element(at: count - 1) : nil
  }

  /// The first element that begins at a place or after it.
  public func firstElement(from offset: Int) -> XMLElement? {
    let index = records.firstIndex(notBelow: { Int($0.start) >= offset })
    return index < records.count ? element(at: index) : nil
  }

  /// The element that has an attribute: elements and their attributes are in one order.
  private func element(ofAttribute index: Int) -> XMLElement {
    element(at: records.firstIndex(notBelow: { Int($0.firstAttribute) > index }) - 1)
  }
}

extension [ElementRecord] {
  /// The index of the first record for which the predicate is false; it must be false for all later
  /// ones.
  fileprivate func firstIndex(notBelow holds: (ElementRecord) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
