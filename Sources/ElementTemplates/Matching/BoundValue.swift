public import XML

/// The value that an element holds for a template property, and where it stands.
public struct BoundValue: Sendable {
  /// Nil where the place is there but has no value, such as a `zeebe:input` without source.
  public let text: String?
  /// The element that holds it.
  public let xml: XMLElement
  /// Its attribute; nil where the value is the text of `xml`, its presence or a default.
  public let attribute: XMLAttribute?
  /// The bytes to point at: the value if it is written and not empty, else the attribute, else
  /// the start tag.
  public let range: Range<Int>

  /// An attribute, which may be missing.
  /// - Parameter defaultValue: what the schema gives for a missing one.
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

  /// That an element is there.
  init(presenceOf xml: XMLElement) {
    self.xml = xml
    attribute = nil
    text = "true"
    range = xml.startTagRange
  }
}
