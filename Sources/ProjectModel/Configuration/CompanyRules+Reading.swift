import BPMN
import Diagnostics
import FEEL
import JSON
import Text

extension SettingReader {
  mutating func companyRules(_ node: JSONNode?, _ known: [String]) -> [CompanyRule] {
    guard let node else { return [] }
    guard case .array(let items) = node.value else {
      complain("'checks' must be a list", at: node.range)
      return []
    }
    var names: Set<String> = []
    return items.compactMap { item in
      guard let rule = companyRule(item, known) else { return nil }
      guard names.insert(rule.name).inserted else {
        complain("duplicate check '\(rule.name)'", at: item.range)
        return nil
      }
      return rule
    }
  }

  /// The names of all checks, including invalid ones.
  func companyNames(_ node: JSONNode?) -> [String] {
    guard case .array(let items) = node?.value else { return [] }
    return items.compactMap { $0["name"]?.string }
  }

  private mutating func companyRule(_ node: JSONNode, _ known: [String]) -> CompanyRule? {
    let parts = mapping(
      node, "a check",
      keys: [
        "name", "elements", "if", "condition", "message", "help", "severity", "pass", "fail",
      ])
    for key in ["name", "elements", "condition", "message"] where parts[key] == nil {
      complain("a check needs '\(key)'", at: node.range)
    }
    guard let name = companyName(parts["name"], known),
      let message = text(parts["message"], "message"),
      let condition = expression(parts["condition"], "condition")
    else { return nil }
    var filter: FEELExpression?
    if let node = parts["if"] {
      filter = expression(node, "if")
      if filter == nil { return nil }
    }
    guard let elements = parts["elements"] else { return nil }
    if isEmptyList(elements) {
      complain("'elements' must name at least one type", at: elements.range)
    }
    let types = elementTypes(elements)
    guard !types.isEmpty else { return nil }
    return CompanyRule(
      name: name, types: types, filter: filter, condition: condition, message: message,
      help: text(parts["help"], "help"), severity: severity(parts["severity"], of: name),
      passing: examples(parts["pass"], "pass"), failing: examples(parts["fail"], "fail"))
  }

  private mutating func severity(_ node: JSONNode?, of name: String) -> Diagnostic.Severity {
    guard let node, let level = level(node, name) else { return .warning }
    guard let severity = level.severity else {
      complain(
        "the check '\(name)' cannot be off",
        help: "Remove it, or switch it off under 'rules'.", at: node.range)
      return .warning
    }
    return severity
  }

  private mutating func companyName(_ node: JSONNode?, _ known: [String]) -> String? {
    guard let name = text(node, "name"), let node else { return nil }
    // A name is also written in patterns, comments and options.
    guard name.utf8.allSatisfy({ PercentEncoding.isUnreserved($0) || $0 == UInt8(ascii: "/") })
    else {
      complain(
        "'\(name)' is not a rule name",
        help: "Use letters, digits, '-', '.', '_' and '/', such as 'acme/retries'.",
        at: node.range)
      return nil
    }
    if known.contains(name) {
      complain(
        "'\(name)' is a rule of bpmnc", help: "Add a prefix to the name, such as 'acme/\(name)'.",
        at: node.range)
      return nil
    }
    return name
  }

  private mutating func elementTypes(_ node: JSONNode?) -> Set<ElementType> {
    var types: Set<ElementType> = []
    for name in texts(node, "elements") {
      let group = ElementGroup(rawValue: name)
      if let group {
        types.formUnion(ElementType.allCases.filter(group.contains))
      } else if let type = ElementType(qualifiedName: name) {
        types.insert(type)
      } else if let node {
        let known =
          ElementType.allCases.map(\.qualifiedName) + ElementGroup.allCases.map(\.rawValue)
        complain(
          "unknown element type '\(name)'",
          help: Suggestion.nearest(to: name, among: known).map { "Did you mean '\($0)'?" }
            ?? "Write a type such as bpmn:ServiceTask.",
          at: node.range)
      }
    }
    return types
  }

  /// Reads a FEEL expression, with or without `=`, and checks it against the variables of
  /// conditions. A check with a misspelled member would report every element, so it is skipped.
  private mutating func expression(_ node: JSONNode?, _ what: String) -> FEELExpression? {
    guard let written = text(node, what), let node else { return nil }
    let text = written.hasPrefix("=") ? String(written.dropFirst()) : written
    do throws(FEELSyntaxError) {
      let expression = try FEELExpression(parsing: text)
      let findings = FEELChecker.check(expression, against: CompanyRuleVariables.types)
      for finding in findings { complain("'\(what)': \(finding.message)", at: node.range) }
      return findings.isEmpty ? expression : nil
    } catch {
      for problem in error.problems {
        complain("'\(what)' is not valid FEEL: \(problem.message)", at: node.range)
      }
      return nil
    }
  }

  private mutating func examples(_ node: JSONNode?, _ what: String) -> [CompanyRule.Example] {
    guard let node else { return [] }
    let items: [JSONNode] = if case .array(let items) = node.value { items } else { [node] }
    return items.compactMap { item in
      text(item, what).map { CompanyRule.Example(text: $0, location: location(item.range)) }
    }
  }
}

/// Groups of element types, named like the supertypes in the BPMN metamodel.
private enum ElementGroup: String, CaseIterable {
  case task = "bpmn:Task"
  case activity = "bpmn:Activity"
  case event = "bpmn:Event"
  case gateway = "bpmn:Gateway"
  case flowNode = "bpmn:FlowNode"

  func contains(_ type: ElementType) -> Bool {
    switch self {
    case .task: type.isTask
    case .activity: type.isActivity
    case .event: type.isEvent
    case .gateway: type.isGateway
    case .flowNode: type.isFlowNode
    }
  }
}
