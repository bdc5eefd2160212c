public import XML

/// The value of a template property in an element, with its source range.
public struct BoundValue: Sendable {
  /// Nil if the binding target exists without a value, such as a `zeebe:input` without a source.
  public let text: String?
  /// The XML element with the value.
  public let xml: XMLElement
  /// The attribute; nil if the value is the text of `xml`, its presence or a default.
  public let attribute: XMLAttribute?
  /// The range to point at: the value if it is written and not empty, else the attribute, else the
  /// start tag.
  public let range: Range<Int>

  /// The value of an attribute, which may be absent.
  ///
  /// - Parameter defaultValue: the schema's default for an absent attribute.
  init(_ xml: XMLElement, attribute name: String, default defaultValue: String? = nil) {
    self.xml = xml
    attribute = xml.attribute(name)
    text = attribute?.value ?? defaultValue
    range =
      attribute.map { $0.valueRange.isEmpty ? $0.range : $0.valueRange } ?? xml.startTagRange
  }

  /// The text of an element.
  init(textOf xml: XMLElement) {
    self.xml = xml
    attribute = nil
    text = xml.text
    range = xml.contentRange.isEmpty ? xml.startTagRange : xml.contentRange
  }

  /// The presence of an element.
  init(presenceOf xml: XMLElement) {
    self.xml = xml
    attribute = nil
    text = "true"
    range = xml.startTagRange
  }
}
