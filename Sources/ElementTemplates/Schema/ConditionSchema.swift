import JSON

/// The condition of a property or choice: one test of another property, or several in `allMatch`.
enum ConditionSchema {
  static let tests = ["equals", "oneOf", "isActive", "isEmpty"]

  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    guard let condition = property.json["condition"] else { return }
    check(condition, of: property.title, &report)
    if let id = property.json["id"]?.string, let other = condition["property"], other.string == id {
      report.add("the condition of \(property.title) refers to the property itself", at: other)
    }
  }

  static func check(_ condition: JSONNode, of owner: String, _ report: inout SchemaReport) {
    guard report.isKind(condition, .object, "the condition of \(owner)") else { return }
    let isSimple = isTest(condition)
    let isList = isTestList(condition)
    if isSimple != isList { return }
    if isSimple {
      report.add(
        "the condition of \(owner) has both a test and 'allMatch'; remove one of them",
        at: condition)
    } else if let list = condition["allMatch"], condition["property"] == nil {
      explain(list: list, owner, &report)
    } else {
      explain(test: condition, "the condition of \(owner)", &report)
    }
    report.addEnclosing(condition, "the condition of \(owner) is invalid")
  }

  private static func isTestList(_ node: JSONNode) -> Bool {
    guard case .array(let items)? = node["allMatch"]?.value else { return false }
    return !items.isEmpty && items.allSatisfy(isTest)
  }

  /// The schema requires exactly one valid test; additional invalid ones are ignored.
  static func isTest(_ node: JSONNode) -> Bool {
    guard case .object = node.value, node["property"]?.string != nil else { return false }
    if let type = node["type"], type.string != "simple" { return false }
    return tests.count { isUsable($0, in: node) } == 1
  }

  static func isUsable(_ test: String, in node: JSONNode) -> Bool {
    guard let operand = node[test] else { return false }
    switch (test, operand.value) {
    case ("equals", .string), ("equals", .number), ("equals", .bool), ("isActive", .bool),
      ("isEmpty", .bool):
      return true
    case ("oneOf", .array(let items)): return items.allSatisfy(isUsableInOneOf)
    default: return false
    }
  }

  private static func isUsableInOneOf(_ node: JSONNode) -> Bool {
    switch node.value {
    case .string, .number: true
    default: false
    }
  }

  private static func explain(list: JSONNode, _ owner: String, _ report: inout SchemaReport) {
    guard report.isKind(list, .list, "'allMatch'") else { return }
    if list.items.isEmpty { report.add("'allMatch' of \(owner) is empty", at: list) }
    for (index, item) in list.items.enumerated() where !isTest(item) {
      explain(test: item, "test \(index + 1) of \(owner)", &report)
    }
  }

  private static func explain(test node: JSONNode, _ name: String, _ report: inout SchemaReport) {
    guard report.isKind(node, .object, name) else { return }
    if let property = node["property"] {
      _ = report.isKind(property, .text, "'property' of \(name)")
    } else {
      report.add("\(name) has no 'property'", at: node)
    }
    if let type = node["type"], type.string != "simple" {
      report.add("the type of \(name) must be 'simple', not \(type.shown)", at: type)
    }
    explainOperands(node, name, &report)
    let given = tests.filter { node[$0] != nil }
    if given.count != 1 {
      report.add(
        "\(name) needs exactly one test, but has \(given.isEmpty ? "none" : given.listed)",
        help: "The tests are: \(tests.listed).", at: node)
    }
  }

  private static func explainOperands(
    _ node: JSONNode, _ name: String, _ report: inout SchemaReport
  ) {
    for test in tests where node[test] != nil && !isUsable(test, in: node) {
      guard let operand = node[test] else { continue }
      switch (test, operand.value) {
      case ("oneOf", .array(let items)):
        for item in items where !isUsableInOneOf(item) {
          report.add("'oneOf' accepts text and numbers, not \(item.kind)", at: item)
        }
      case ("oneOf", _): report.add("'oneOf' must be an array, not \(operand.kind)", at: operand)
      case ("equals", _):
        report.add(
          "'equals' must be text, a number, true or false, not \(operand.kind)", at: operand)
      default: report.add("'\(test)' must be true or false, not \(operand.kind)", at: operand)
      }
    }
  }
}
