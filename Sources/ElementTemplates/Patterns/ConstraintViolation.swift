import Text

/// The first constraint that the value of a property breaks.
///
/// The order is that of the official linter, which reports one constraint per property: notEmpty,
/// then (unless the value is a FEEL expression) maxLength, minLength, pattern. An empty
/// value is held against length and pattern too. Source: reference page element-templates 3.1.
struct ConstraintViolation {
  let property: TemplateProperty
  /// The value; nil where the element has no place for it.
  let value: BoundValue?
  let kind: Kind

  enum Kind: Equatable {
    case empty
    /// More UTF-16 units than the limit.
    case tooLong(limit: Double)
    case tooShort(limit: Double)
    case noMatch(PropertyConstraints.Pattern)
    /// The fault is the template's.
    case unreadable(PropertyConstraints.Pattern)
  }

  init?(of property: TemplateProperty, in places: ElementPlaces) {
    guard let constraints = property.constraints else { return nil }
    let value = property.binding.value(in: places)
    guard let kind = Self.firstBroken(constraints, property, value?.text ?? "") else { return nil }
    self.property = property
    self.value = value
    self.kind = kind
  }

  private static func firstBroken(
    _ constraints: PropertyConstraints, _ property: TemplateProperty, _ text: String
  ) -> Kind? {
    let blankless = text.trimmedByJavaScript
    if constraints.notEmpty, blankless.isEmpty { return .empty }
    if property.feel != nil, blankless.hasPrefix("=") { return nil }
    let length = Double(text.utf16.count)
    // A limit of 0 counts as none, as it does officially.
    if let limit = constraints.maxLength, limit != 0, length > limit {
      return .tooLong(limit: limit)
    }
    if let limit = constraints.minLength, length < limit {
      return .tooShort(limit: limit)
    }
    if let pattern = constraints.pattern {
      guard let isFound = pattern.isFound(in: text) else { return .unreadable(pattern) }
      if !isFound { return .noMatch(pattern) }
    }
    return nil
  }
}
