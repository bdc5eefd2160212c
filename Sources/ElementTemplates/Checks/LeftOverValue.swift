import BPMN
import Diagnostics
import XML

/// The element has a value that its template does not use as the element is configured now.
///
/// It stays behind when a choice was changed outside a modeler, for example the texts of an SMS on
/// an element that lists messages. At best it does nothing; an input can get into the way of
/// others. Delete it, or change the choice back. Inputs, headers and properties of which the
/// template knows nothing are only noted, since somebody may have added them on purpose; what the
/// connector runtime reads in any case is not reported.
enum LeftOverValue {
  static func check(_ use: TemplateUse) -> [Diagnostic] {
    let known = Set(use.template.properties.map(\.binding.place))
    let active = Set(use.properties.map(\.binding.place))
    let items = Leftovers.items(of: use.element)
    let left = items.compactMap { place, xml -> Diagnostic? in
      if active.contains(place) { return nil }
      if known.contains(place) { return .leftOver(place, xml, XMLEditor.remove(xml), use) }
      return RuntimeProperties.reads(place) ? nil : .unexplained(place, xml, use)
    }
    return left + attributes(known.subtracting(active), use)
  }

  /// Left-over values that are no items of a list: outputs, and attributes of extension elements
  /// and messages.
  private static func attributes(
    _ places: Set<PropertyBinding>, _ use: TemplateUse
  ) -> [Diagnostic] {
    var seen: Set<PropertyBinding> = []
    return use.template.properties.map(\.binding.place)
      .filter { places.contains($0) && seen.insert($0).inserted }
      .compactMap { place in
        switch place {
        case .output:
          guard let value = place.value(in: use.element) else { return nil }
          return .leftOver(place, value.xml, XMLEditor.remove(value.xml), use)
        case .messageSubscription:
          guard let value = place.value(in: use.element), let attribute = value.attribute,
            !attribute.value.isEmpty
          else { return nil }
          return .leftOver(place, value.xml, XMLEditor.remove(attribute), use)
        default:
          guard place.extensionAttribute != nil,
            let attribute = place.value(in: use.element)?.attribute, !attribute.value.isEmpty
          else { return nil }
          return .leftOver(place, attribute.element, XMLEditor.remove(attribute), use)
        }
      }
  }
}

extension Diagnostic {
  private static let rule = "template/left-over"

  fileprivate static func leftOver(
    _ place: PropertyBinding, _ xml: XMLElement, _ edit: TextEdit, _ use: TemplateUse
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .warning,
      message:
        "the \(place.title) of \"\(use.element.label)\" is not used as the element is configured "
        + "now by its template \"\(use.template.name)\"",
      help: "Delete it, or change the choice that it belongs to.",
      location: xml.location, element: use.element.reference,
      fixIt: FixIt(title: "Delete it", edits: [edit]))
  }

  fileprivate static func unexplained(
    _ place: PropertyBinding, _ xml: XMLElement, _ use: TemplateUse
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .info,
      message:
        "the \(place.title) of \"\(use.element.label)\" is not of its template "
        + "\"\(use.template.name)\"",
      help: "Modelers do not show it. Keep it if it was added on purpose.",
      location: xml.location, element: use.element.reference)
  }
}
