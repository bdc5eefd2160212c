import BPMN

/// Decides which values an element gets from a template: the author's, those it has, or defaults.
///
/// The three ways are compared by place: what the element holds, what the template that it had
/// would have written, and what the new one writes. Source: reference page element-templates 3.2.
struct ValuePlan {
  /// A place and what is to stand there.
  struct Assignment {
    let property: TemplateProperty
    /// Nil where the place is to have no value.
    let value: String?

    var place: PropertyBinding { property.binding.place }
  }

  /// The element as it was.
  let element: BPMNElement
  let template: ElementTemplate
  /// What the author asked for, by index of the property.
  let settings: [Int: String]
  let ids: NewIDs
  /// The properties of the former template that counted for the element, by place.
  private let former: [PropertyBinding: TemplateProperty]
  /// Whether the element had a template whose properties are not known.
  private let isFormerUnknown: Bool

  init(
    element: BPMNElement, template: ElementTemplate, former: ElementTemplate?,
    settings: [Int: String], ids: NewIDs
  ) {
    self.element = element
    self.template = template
    self.settings = settings
    self.ids = ids
    let properties = former?.activeProperties(of: element) ?? []
    // Of several at one place the one that a person sees counts.
    self.former = Dictionary(properties.map { ($0.binding.place, $0) }) { first, second in
      first.type == .hidden ? second : first
    }
    isFormerUnknown = former == nil && element.templateID != nil
  }

  /// One value for each place that the active properties write to, in the template's order.
  func assignments(_ active: [TemplateProperty]) -> [Assignment] {
    var owners: [PropertyBinding: TemplateProperty] = [:]
    for property in active {
      let place = property.binding.place
      owners[place] = owners[place].map { Self.owner($0, property) } ?? property
    }
    return active.filter { owners[$0.binding.place]?.index == $0.index }
      .map { Assignment(property: $0, value: value(of: $0)) }
  }

  /// Of two active properties at one place: a constant wins, and a hidden one without value (the
  /// known fault of webhook templates) never does.
  private static func owner(
    _ first: TemplateProperty, _ second: TemplateProperty
  ) -> TemplateProperty {
    if second.type == .hidden { return second.value != nil ? second : first }
    return first.type == .hidden && first.value == nil ? second : first
  }

  private func value(of property: TemplateProperty) -> String? {
    if let setting = settings[property.index] { return property.cast(.string(setting)) }
    let value = keptValue(of: property) ?? initialValue(of: property)
    guard case .kept(let text) = value else { return nil }
    let isWebhookID = property.binding == .zeebeProperty(name: "inbound.context")
    if isWebhookID, property.constraints?.notEmpty == true, text?.isEmpty != false {
      return ids.uuid(for: property)
    }
    return text
  }

  /// A value, which may be none.
  private enum Decision {
    case kept(String?)
  }

  /// The element's value if it stays; nil where the default takes its place.
  private func keptValue(of property: TemplateProperty) -> Decision? {
    let current = currentValue(of: property)
    let isEmpty = current?.isEmpty != false
    let former = formerProperty(of: property)
    switch property.type {
    case .hidden where property.generatesUUID:
      return !isEmpty && (former?.generatesUUID == true || isFormerUnknown) ? .kept(current) : nil
    case .hidden:
      return property.value == nil && !isEmpty ? .kept(current) : nil
    case .dropdown:
      return property.choices.contains { $0.value == current } ? .kept(current) : nil
    default:
      if let former { return current != former.defaultText ? .kept(current) : nil }
      if property.type == .boolean, !isFormerUnknown { return nil }
      return isEmpty ? nil : .kept(current)
    }
  }

  private func initialValue(of property: TemplateProperty) -> Decision {
    if property.generatesUUID { return .kept(ids.uuid(for: property)) }
    return .kept(property.defaultText)
  }

  private func currentValue(of property: TemplateProperty) -> String? {
    if let text = property.binding.value(in: element)?.text { return text }
    return property.binding.otherPlace?.value(in: element)?.text
  }

  private func formerProperty(of property: TemplateProperty) -> TemplateProperty? {
    former[property.binding.place] ?? property.binding.otherPlace.flatMap { former[$0] }
  }

  /// Whether a person wrote the value that the element has in a place, as far as can be told.
  func isAuthored(_ place: PropertyBinding) -> Bool {
    guard let text = place.value(in: element)?.text, !text.isEmpty else { return false }
    guard let former = former[place] else { return !isFormerUnknown }
    return !former.generatesUUID && text != former.defaultText
  }
}
