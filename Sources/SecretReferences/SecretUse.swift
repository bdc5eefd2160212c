public import BPMN
public import Diagnostics
public import ProjectModel
import Text
package import XML

/// A reference to a secret in a project.
public struct SecretUse: Sendable {
  /// The reference.
  public let reference: SecretReference
  /// The location of the reference.
  public let location: SourceLocation
  /// The nearest BPMN element with an ID.
  public let element: BPMNElement?
  /// The attribute or text: `input@source[authentication.password]`, `script#text`.
  public let field: String
  package let model: BPMNModel
  /// The attribute or text that contains the reference.
  package let text: Holder

  /// An attribute's value, or a run of text.
  package struct Holder: Sendable {
    package let element: XMLElement
    package let attribute: XMLAttribute?
    fileprivate let run: XMLTextRun?
    package let value: String

    fileprivate init(_ attribute: XMLAttribute) {
      element = attribute.element
      self.attribute = attribute
      run = nil
      value = attribute.value
    }

    fileprivate init(_ run: XMLTextRun, of element: XMLElement) {
      self.element = element
      attribute = nil
      self.run = run
      value = run.text
    }

    /// The range of a part of the value in the file.
    package func sourceRange(of part: Range<Int>) -> Range<Int> {
      attribute?.range(ofValue: part) ?? run?.sourceRange(of: part, in: element.document)
        ?? element.range
    }

    /// An edit that replaces a part of the value. The replacement must be ASCII.
    package func edit(_ part: Range<Int>, _ replacement: String) -> TextEdit {
      TextEdit(range: sourceRange(of: part), replacement: replacement.escapedForAnyQuotes)
    }
  }

  private init(_ reference: SecretReference, _ text: Holder, _ field: String, _ model: BPMNModel) {
    self.reference = reference
    self.text = text
    self.field = field
    self.model = model
    location = SourceLocation(model.source, text.sourceRange(of: reference.range))
    element = model.nearestIdentified(text.element)
  }

  /// Every reference in the attribute values and text of a project, except template icons.
  public static func all(in project: Project) -> [SecretUse] {
    project.models.flatMap(all(in:))
  }

  private static func all(in model: BPMNModel) -> [SecretUse] {
    let document = model.document
    let places = model.secretPlaces
    guard !places.isEmpty else { return [] }
    func mayOccur(in range: Range<Int>) -> Bool {
      let next = places.count.partition { places[$0] >= range.lowerBound }
      return next < places.count && places[next] < range.upperBound
    }
    var uses: [SecretUse] = []
    for element in elements(at: places, in: document) {
      for attribute in element.attributes
      where mayOccur(in: attribute.valueRange) && attribute.name != iconName {
        let text = Holder(attribute)
        for reference in SecretReference.find(in: text.value) {
          uses.append(SecretUse(reference, text, field(element, attribute.name.local), model))
        }
      }
      guard mayOccur(in: element.contentRange) else { continue }
      for run in element.textRuns {
        for reference in SecretReference.find(in: run.text) {
          uses.append(
            SecretUse(
              reference, Holder(run, of: element), "\(element.name.local)#text", model))
        }
      }
    }
    return uses
  }

  /// The innermost elements at these offsets, in document order.
  private static func elements(at places: [Int], in document: XMLDocument) -> [XMLElement] {
    var found: Set<Int> = []
    for place in places {
      let next = document.elementCount.partition {
        document.element(at: $0).range.lowerBound > place
      }
      var element: XMLElement? = next > 0 ? document.element(at: next - 1) : nil
      while let current = element, !current.range.contains(place) { element = current.parent }
      if let element { found.insert(element.index) }
    }
    return found.sorted().map(document.element(at:))
  }

  private static let iconName = XMLName(
    local: "modelerTemplateIcon", namespace: XMLNamespace.zeebe)

  private static func field(_ element: XMLElement, _ attribute: String) -> String {
    let field = "\(element.name.local)@\(attribute)"
    switch element.name.local {
    case "input", "output":
      return attribute == "source" ? "\(field)[\(element["target"] ?? "")]" : field
    case "property": return attribute == "value" ? "\(field)[\(element["name"] ?? "")]" : field
    case "header": return attribute == "value" ? "\(field)[\(element["key"] ?? "")]" : field
    default: return field
    }
  }
}

extension Int {
  /// The first number below this one from which a condition holds; this number if it never does.
  fileprivate func partition(where holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = self
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
