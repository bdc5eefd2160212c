/// The values between two endpoints, which may be absent; also a comparison such as `< 10` as a
/// value.
public final class FEELRange: Sendable, Hashable {
  /// The lower endpoint; nil if the range has none.
  public let lower: FEELValue?
  /// The upper endpoint; nil if the range has none.
  public let upper: FEELValue?
  /// Whether the range includes its lower endpoint.
  public let includesLower: Bool
  /// Whether the range includes its upper endpoint.
  public let includesUpper: Bool
  /// The operator of a range written as a comparison; `!=` has no other form.
  let comparison: ComparisonOperator?

  /// The range between two endpoints, either of which may be absent.
  public init(
    lower: FEELValue?, includesLower: Bool, upper: FEELValue?, includesUpper: Bool
  ) {
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
    comparison = nil
  }

  init(_ comparison: ComparisonOperator, _ value: FEELValue) {
    self.comparison = comparison
    switch comparison {
    case .less, .lessOrEqual:
      (lower, upper) = (nil, value)
      (includesLower, includesUpper) = (false, comparison == .lessOrEqual)
    case .greater, .greaterOrEqual:
      (lower, upper) = (value, nil)
      (includesLower, includesUpper) = (comparison == .greaterOrEqual, false)
    case .equal:
      (lower, upper, includesLower, includesUpper) = (value, value, true, true)
    case .notEqual:
      (lower, upper, includesLower, includesUpper) = (value, value, false, false)
    }
  }

  /// Ranges are equal if their endpoints are, and both or neither are comparisons.
  public static func == (left: FEELRange, right: FEELRange) -> Bool {
    left.comparison == right.comparison && left.lower == right.lower && left.upper == right.upper
      && left.includesLower == right.includesLower && left.includesUpper == right.includesUpper
  }

  /// Hashes the endpoints.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(lower)
    hasher.combine(upper)
    hasher.combine(includesLower)
    hasher.combine(includesUpper)
  }
}
