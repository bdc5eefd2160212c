public import JSON

/// The condition for a property to be active: all of its clauses are true.
///
/// A template contains a single clause directly, and several in `allMatch`.
public struct PropertyCondition: Sendable {
  /// The condition as JSON.
  public let json: JSONNode
  /// The clauses, all of which must be true.
  public let clauses: [Clause]

  /// One test of another property.
  public struct Clause: Sendable {
    /// The clause as JSON.
    public let json: JSONNode
    /// The id of the tested property.
    public let property: String
    /// The test of the property.
    public let test: Test
  }

  /// A test of a property's value.
  public enum Test: Hashable, Sendable {
    case equals(TemplateValue)
    case oneOf([TemplateValue])
    /// Whether the other property is active.
    case isActive(Bool)
    case isEmpty(Bool)
  }

  /// Parses the `condition` of a property.
  init(_ json: JSONNode) throws(TemplateFault) {
    self.json = json
    try json.requireObject("the 'condition'")
    if json["allMatch"] == nil || ConditionSchema.isTest(json) {
      clauses = [try Clause(json)]
      return
    }
    var clauses: [Clause] = []
    for item in try json.items("allMatch") { clauses.append(try Clause(item)) }
    if clauses.isEmpty { throw TemplateFault("'allMatch' is empty", in: json) }
    self.clauses = clauses
  }
}

extension PropertyCondition.Clause {
  private enum Kind: String, CaseIterable { case simple }

  fileprivate init(_ json: JSONNode) throws(TemplateFault) {
    self.json = json
    try json.requireObject("a condition")
    _ = try json.enumeration("type", as: Kind.self)
    property = try json.requiredText("property", of: "the condition")
    let tests = ConditionSchema.tests.filter { ConditionSchema.isUsable($0, in: json) }
    guard tests.count == 1 else {
      throw TemplateFault(
        "a condition needs exactly one test, but has \(tests.count)",
        help: "The tests are: \(ConditionSchema.tests.listed).", in: json)
    }
    if tests == ["equals"], let value = json["equals"] {
      test = .equals(try TemplateValue(value, "equals"))
    } else if tests == ["isActive"], let value = try json.bool("isActive") {
      test = .isActive(value)
    } else if tests == ["isEmpty"], let value = try json.bool("isEmpty") {
      test = .isEmpty(value)
    } else {
      var values: [TemplateValue] = []
      for item in try json.items("oneOf") { values.append(try TemplateValue(item, "oneOf")) }
      test = .oneOf(values)
    }
  }
}
