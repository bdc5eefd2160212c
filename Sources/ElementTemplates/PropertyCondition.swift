public import JSON

/// When a property counts: all of its clauses hold.
///
/// A template writes a single clause as it is and several below `allMatch`.
/// Source: reference page element-templates 1.6.
public struct PropertyCondition: Sendable {
  public let json: JSONNode
  public let clauses: [Clause]

  /// One test of another property.
  public struct Clause: Sendable {
    public let json: JSONNode
    /// The id of the property that is looked at.
    public let property: String
    public let test: Test
  }

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
    guard json["allMatch"] != nil else {
      clauses = [try Clause(json)]
      return
    }
    if json["property"] != nil {
      throw TemplateFault("a condition with 'allMatch' cannot be a simple one as well", in: json)
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
    let tests = ["equals", "oneOf", "isActive", "isEmpty"]
    let given = tests.filter { json[$0] != nil }
    guard given.count == 1 else {
      throw TemplateFault(
        "a condition needs exactly one test and has \(given.count)",
        help: "The tests are: \(tests.joined(separator: ", ")).", in: json)
    }
    if let value = json["equals"] {
      test = .equals(try TemplateValue(value, "equals"))
    } else if let value = try json.bool("isActive") {
      test = .isActive(value)
    } else if let value = try json.bool("isEmpty") {
      test = .isEmpty(value)
    } else {
      var values: [TemplateValue] = []
      for item in try json.items("oneOf") { values.append(try TemplateValue(item, "oneOf")) }
      test = .oneOf(values)
    }
  }
}
