import BPMN
import Diagnostics
import XML

/// # template/left-over
///
/// An element should not have values that its template does not use.
///
/// Such a value remains if a choice was changed outside a modeler, for example the text of an SMS
/// on an element that now lists messages. Usually it has no effect, but an input may interfere with
/// others. Delete it, or restore the choice. Inputs, headers and properties that the template does
/// not define at all are only reported as info, since they may have been added on purpose; values
/// that the connector runtime always reads are not reported.
///
/// Severity: warning or info
///
/// Bad:
/// ```xml
/// <!-- file: inquiry.bpmn -->
/// <bpmn:serviceTask id="ask" name="Ask" zeebe:modelerTemplate="T"
///     zeebe:modelerTemplateVersion="1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="=how" target="how" />
///       1️⃣<zeebe:input source="Hello" target="text" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///   {"id": "how", "type": "Dropdown", "choices": [{"name": "SMS", "value": "sms"}],
///    "binding": {"type": "zeebe:input", "name": "how"}},
///   {"label": "Text", "type": "String", "condition": {"property": "how", "equals": "sms"},
///    "binding": {"type": "zeebe:input", "name": "text"}}
/// ]
/// ```
///
/// Good:
/// ```xml
/// <!-- file: inquiry.bpmn -->
/// <bpmn:serviceTask id="ask" name="Ask" zeebe:modelerTemplate="T"
///     zeebe:modelerTemplateVersion="1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="sms" target="how" />
///       <zeebe:input source="Hello" target="text" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "properties": [
///   {"id": "how", "type": "Dropdown", "choices": [{"name": "SMS", "value": "sms"}],
///    "binding": {"type": "zeebe:input", "name": "how"}},
///   {"label": "Text", "type": "String", "condition": {"property": "how", "equals": "sms"},
///    "binding": {"type": "zeebe:input", "name": "text"}}
/// ]
/// ```
enum LeftOverValue {
  static func check(_ use: TemplateUse) -> [Diagnostic] {
    let usage = PlaceUsage(use)
    return Leftovers.items(of: use.element).compactMap { place, xml in
      switch usage.state(of: place) {
      case .active: nil
      case .inactive: .leftOver(place, xml, XMLEditor.remove(xml), use)
      case .unknown: RuntimeProperties.reads(place) ? nil : .unexplained(place, xml, use)
      }
    } + attributes(usage, use)
  }

  /// Left-over values that are not items of a list: outputs, and attributes of extension elements
  /// and messages.
  private static func attributes(_ usage: PlaceUsage, _ use: TemplateUse) -> [Diagnostic] {
    var seen: Set<PropertyBinding> = []
    return use.template.properties.compactMap { property in
      let place = property.binding.place
      guard !usage.isActive[property.index], place.isAttributeOrOutput,
        usage.state(of: place) == .inactive, seen.insert(place).inserted,
        let value = place.value(in: use.places)
      else { return nil }
      if case .output = place {
        return .leftOver(place, value.xml, XMLEditor.remove(value.xml), use)
      }
      guard let attribute = value.attribute, !attribute.value.isEmpty else { return nil }
      return .leftOver(place, value.xml, XMLEditor.remove(attribute), use)
    }
  }
}

/// Which of a template's places its properties use on an element.
private struct PlaceUsage {
  let template: ElementTemplate
  /// By property index.
  var isActive: [Bool]

  enum State {
    case active, inactive, unknown
  }

  init(_ use: TemplateUse) {
    template = use.template
    isActive = Array(repeating: false, count: template.properties.count)
    for property in use.properties { isActive[property.index] = true }
  }

  func state(of place: PropertyBinding) -> State {
    guard let indexes = template.indexesByPlace[place] else { return .unknown }
    return indexes.contains { isActive[$0] } ? .active : .inactive
  }
}

extension PropertyBinding {
  fileprivate var isAttributeOrOutput: Bool {
    type == .output || type == .messageSubscription || extensionAttribute != nil
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
        "the \(place.title) of \"\(use.element.label)\" is not used in the current configuration "
        + "of its template \"\(use.template.name)\"",
      help: "Delete it, or restore the choice it belongs to.",
      location: xml.location, element: use.element.reference,
      fixIt: FixIt(
        title: "Delete the \(place.title)", edits: [edit],
        effect: "the process runs without the \(place.title)"))
  }

  fileprivate static func unexplained(
    _ place: PropertyBinding, _ xml: XMLElement, _ use: TemplateUse
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .info,
      message:
        "the \(place.title) of \"\(use.element.label)\" is not part of its template "
        + "\"\(use.template.name)\"",
      help: "Modelers do not show it. Keep it if it was added on purpose.",
      location: xml.location, element: use.element.reference)
  }
}
