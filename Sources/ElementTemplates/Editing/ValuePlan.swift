import BPMN

/// Decides which values an element gets from a template: the user's, its current ones, or defaults.
///
/// A three-way merge per binding target of the element's value, the value that the former template
/// would have written, and the value of the new one.
struct ValuePlan {
  /// A binding target and its new value.
  struct Assignment {
    let property: TemplateProperty
    /// Nil to remove the value.
    let value: String?

    var place: PropertyBinding { property.binding.place }
  }

  /// The original element.
  let element: BPMNElement
  let template: ElementTemplate
  /// The user's settings, by property index.
  let settings: [Int: String]
  let ids: IDGenerator
  /// The former template's active properties, by binding target.
  private let former: [PropertyBinding: TemplateProperty]
  /// Whether the element had a template whose properties are not known.
  private let isFormerUnknown: Bool

  init(
    element: BPMNElement, template: ElementTemplate, former: ElementTemplate?,
    settings: [Int: String], ids: IDGenerator
  ) {
    self.element = element
    self.template = template
    self.settings = settings
    self.ids = ids
    let properties = former?.activeProperties(of: element) ?? []
    // Of several with the same target, the visible one wins.
    self.former = Dictionary(properties.map { ($0.binding.place, $0) }) { first, second in
      first.type == .hidden ? second : first
    }
    isFormerUnknown = former == nil && element.templateID != nil
  }

  /// One value for each target of the active properties, in the template's order.
  func assignments(_ active: [TemplateProperty]) -> [Assignment] {
    var owners: [PropertyBinding: TemplateProperty] = [:]
    for property in active {
      let place = property.binding.place
      owners[place] = owners[place].map { Self.owner($0, property) } ?? property
    }
    return active.filter { owners[$0.binding.place]?.index == $0.index }
      .map { Assignment(property: $0, value: value(of: $0)) }
  }

  /// Of two active properties with the same target, a constant wins, and a hidden one without a
  /// value (a known defect of webhook templates) never does.
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

  /// A value, which may be nil.
  private enum Decision {
    case kept(String?)
  }

  /// The element's value if it is kept; nil if the default replaces it.
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

  /// Whether a person probably entered the element's value for a target.
  func isAuthored(_ place: PropertyBinding) -> Bool {
    guard let text = place.value(in: element)?.text, !text.isEmpty else { return false }
    guard let former = former[place] else { return !isFormerUnknown }
    return !former.generatesUUID && text != former.defaultText
  }
}
