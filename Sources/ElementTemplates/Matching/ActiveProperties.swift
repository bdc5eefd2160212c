public import BPMN

extension ElementTemplate {
  /// The active properties of an element: those whose conditions are true.
  ///
  /// A condition reads the other property's value whether or not that property is active; only
  /// `isActive` tests it. A property that depends on its own activity is inactive.
  public func activeProperties(of element: BPMNElement) -> [TemplateProperty] {
    activeProperties(of: ElementPlaces(element))
  }

  func activeProperties(of places: ElementPlaces) -> [TemplateProperty] {
    var evaluation = ConditionEvaluation(template: self, places: places)
    return properties.filter { $0.isPossible(on: places.element) && evaluation.isActive($0) }
  }
}

/// Evaluates the conditions of a template's properties for one element.
private struct ConditionEvaluation {
  let template: ElementTemplate
  let places: ElementPlaces
  /// By property; a property under evaluation counts as inactive, which ends cycles.
  private var known: [Bool?]

  init(template: ElementTemplate, places: ElementPlaces) {
    self.template = template
    self.places = places
    known = Array(repeating: nil, count: template.properties.count)
  }

  mutating func isActive(_ property: TemplateProperty) -> Bool {
    guard let condition = property.condition else { return true }
    if let result = known[property.index] { return result }
    known[property.index] = false
    var result = true
    for clause in condition.clauses where result { result = holds(clause) }
    known[property.index] = result
    return result
  }

  private mutating func holds(_ clause: PropertyCondition.Clause) -> Bool {
    guard let property = template.property(id: clause.property) else {
      return clause.test == .isActive(false)
    }
    switch clause.test {
    case .equals(let value):
      return property.holds(value, in: places)
    case .oneOf(let values):
      return values.contains { property.holds($0, in: places) }
    case .isActive(let expected):
      return isActive(property) == expected
    case .isEmpty(let expected):
      let text = property.binding.value(in: places)?.text ?? ""
      return text.isEmpty == expected
    }
  }
}

extension TemplateProperty {
  /// Whether the element can have such a value: a start event has a correlation key only in an
  /// event sub-process.
  fileprivate func isPossible(on element: BPMNElement) -> Bool {
    guard element.type == .startEvent,
      binding == .messageSubscription(name: "correlationKey")
    else { return true }
    return element.scope?.isEventSubProcess == true
  }

  /// Whether the element's value of this property equals one in a condition. Types matter: the text
  /// `1` is not the number 1, unless the property is of type Number.
  fileprivate func holds(_ expected: TemplateValue, in places: ElementPlaces) -> Bool {
    guard let actual = comparableValue(in: places) else { return false }
    var expected: TemplateValue? = expected
    if case .string(let text) = expected, text.hasPrefix("=") { expected = uncast(text) }
    if type == .number {
      guard let left = actual.javaScriptNumber, let right = expected?.javaScriptNumber else {
        return false
      }
      return left == right
    }
    return actual == expected
  }

  /// The element's value without `=` added by FEEL. An absent target is an empty text, a target
  /// without a value is nil.
  private func comparableValue(in places: ElementPlaces) -> TemplateValue? {
    var text = ""
    if let place = binding.value(in: places) {
      guard let value = place.text else { return nil }
      text = value
    }
    if isCastToFEEL { return uncast(text) }
    if type == .boolean, text == "true" || text == "false" { return .boolean(text == "true") }
    return .string(text)
  }
}
