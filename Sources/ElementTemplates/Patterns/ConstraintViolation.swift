import Text

/// The first constraint that a property's value violates.
///
/// The order is that of Camunda's template linter, which reports one constraint per property:
/// notEmpty, then (unless the value is a FEEL expression) maxLength, minLength, pattern. An empty
/// value is also checked against length and pattern.
struct ConstraintViolation {
  let property: TemplateProperty
  /// The value; nil if the binding target does not exist.
  let value: BoundValue?
  let kind: Kind

  enum Kind: Equatable {
    case empty
    /// More UTF-16 units than the limit.
    case tooLong(limit: Double)
    case tooShort(limit: Double)
    case noMatch(PropertyConstraints.Pattern)
    /// The template's pattern is invalid.
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
    // As in the official linter, a limit of 0 means no limit.
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
