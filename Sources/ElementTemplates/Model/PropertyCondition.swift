public import JSON

/// When a property counts: all of its clauses hold.
///
/// A template writes a single clause as it is and several below `allMatch`.
/// Source: reference page element-templates 1.6.
public struct PropertyCondition: Sendable {
  /// The condition as it is written.
  public let json: JSONNode
  /// What must hold, all of it.
  public let clauses: [Clause]

  /// One test of another property.
  public struct Clause: Sendable {
    /// The clause as it is written.
    public let json: JSONNode
    /// The id of the property that is looked at.
    public let property: String
    /// What is asked of the property.
    public let test: Test
  }

  /// A question about the value of a property.
  public enum Test: Hashable, Sendable {
    case equals(TemplateValue)
    case oneOf([TemplateValue])
    /// Whether the other property counts itself.
    case isActive(Bool)
    case isEmpty(Bool)
  }

  /// Reads the `condition` of a property.
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
    _ = try json.word("type", as: Kind.self)
    property = try json.requiredText("property", of: "the condition")
    let tests = ConditionSchema.tests.filter { ConditionSchema.isUsable($0, in: json) }
    guard tests.count == 1 else {
      throw TemplateFault(
        "a condition needs exactly one test and has \(tests.count)",
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
