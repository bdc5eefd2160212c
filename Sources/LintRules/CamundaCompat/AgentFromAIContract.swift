import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel

extension LintRule {
  /// # camunda-compat/agent-fromai-contract
  ///
  /// `fromAi()` must be used where an AI agent reads it, and describe one value.
  ///
  /// An agent reads it in the input mappings of a tool's first element: an activity directly in the
  /// agent's ad-hoc sub-process that no flow leads to. Anywhere else the value is silently null.
  /// The first argument is `toolCall.` followed by a single name that is unique within the tool;
  /// the optional second argument is a string literal that describes the value.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:adHocSubProcess id="agent" name="Agent">
  ///   <bpmn:extensionElements>
  ///     <zeebe:properties>
  ///       <zeebe:property name="io.camunda.agenticai.toolContainer" value="true" />
  ///     </zeebe:properties>
  ///   </bpmn:extensionElements>
  ///   <bpmn:serviceTask id="search" name="Search">
  ///     <bpmn:extensionElements>
  ///       <zeebe:ioMapping>
  ///         <zeebe:input source="=fromAi(1️⃣words)" target="words" />
  ///       </zeebe:ioMapping>
  ///     </bpmn:extensionElements>
  ///   </bpmn:serviceTask>
  /// </bpmn:adHocSubProcess>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:adHocSubProcess id="agent" name="Agent">
  ///   <bpmn:extensionElements>
  ///     <zeebe:properties>
  ///       <zeebe:property name="io.camunda.agenticai.toolContainer" value="true" />
  ///     </zeebe:properties>
  ///   </bpmn:extensionElements>
  ///   <bpmn:serviceTask id="search" name="Search">
  ///     <bpmn:extensionElements>
  ///       <zeebe:ioMapping>
  ///         <zeebe:input source="=fromAi(toolCall.words)" target="words" />
  ///       </zeebe:ioMapping>
  ///     </bpmn:extensionElements>
  ///   </bpmn:serviceTask>
  /// </bpmn:adHocSubProcess>
  /// ```
  static let compatAgentFromAIContract = compat(
    "agent-fromai-contract", .error,
    from: PlatformVersion(8, 8)
  ) { rule in
    let uses = FromAI.all(in: rule.input.expressions, rule)
    let inputs = uses.filter { $0.kind == .input && $0.isRead }
    let keys = Dictionary(grouping: inputs.filter { $0.key != nil }) {
      Key(tool: $0.owner.index, path: $0.key?.path ?? [])
    }
    return uses.flatMap { use in rule.misplaced(use).map { [$0] } ?? rule.malformed(use) }
      + keys.values.filter { $0.count > 1 && $0[0].key?.path?.first == "toolCall" }
      .map { rule.duplicate($0[1], of: $0[0]) }
  }
}

private struct Key: Hashable {
  let tool: Int
  let path: [String]
}

extension CompatInput {
  /// Why the agent does not read a call in its place.
  fileprivate func misplaced(_ use: FromAI) -> Diagnostic? {
    let label = use.owner.label
    switch use.kind {
    case .condition, .output:
      guard use.agent != nil else { return nil }
      let place = use.kind == .output ? "an output mapping" : "a condition"
      return finding(
        "\"\(label)\" calls fromAi() in \(place), where agents do not read it",
        help: "Call it in an input mapping of the tool's first element.", use)
    case .input:
      guard let scope = use.scope else {
        return finding(
          "\"\(label)\" calls fromAi(), but is not a tool of an AI agent",
          help: "Only use it in the ad-hoc sub-process of an agent.", use)
      }
      guard use.agent != nil else {
        return finding(
          "\"\(label)\" calls fromAi(), but \"\(scope.label)\" is not marked as an agent",
          help: "Add the property io.camunda.agenticai.toolContainer with the value true.",
          use)
      }
      if use.isRead { return nil }
      return finding(
        "\"\(label)\" calls fromAi(), but is not the first element of its tool",
        help: "Call it in the first element, and read toolCall here.", use)
    }
  }

  /// Findings about the name and the arguments.
  fileprivate func malformed(_ use: FromAI) -> [Diagnostic] {
    guard use.kind == .input else { return [] }
    if use.call.name != "fromAi" {
      return [
        finding(
          "\"\(use.owner.label)\" calls '\(use.call.name)'",
          help: "Use fromAi: the name is case-sensitive.", use, at: use.call.nameRange)
      ]
    }
    guard let key = use.key else {
      return [
        finding(
          "fromAi() in \"\(use.owner.label)\" does not name a value",
          help: "Name it in the first argument, for example toolCall.url.", use)
      ]
    }
    var found: [Diagnostic] = []
    if let (problem, help) = Self.problem(key) {
      found.append(
        finding(
          "the first argument of fromAi() in \"\(use.owner.label)\" \(problem)", help: help, use,
          at: key.range))
    }
    if let description = use.description, description.literal?.isText != true {
      found.append(
        finding(
          "the description of fromAi() in \"\(use.owner.label)\" is not a string literal",
          help: "Use a string literal: the agent reads it without evaluating it.", use,
          at: description.range))
    }
    return found
  }

  private static func problem(_ key: FEELCall.Argument) -> (String, help: String)? {
    guard let path = key.path, let first = path.first, let last = path.last else {
      let quoted = key.literal?.isText == true
      return (
        quoted ? "is a string" : "is not a path",
        quoted
          ? "Remove the quotes." : "Use toolCall. followed by a name, for example toolCall.url."
      )
    }
    if first != "toolCall" || path.count == 1 {
      return ("does not begin with 'toolCall.'", "Use toolCall.\(last).")
    }
    if path.count > 2 { return ("has more than one name", "Use toolCall.\(last).") }
    return nil
  }

  fileprivate func duplicate(_ use: FromAI, of first: FromAI) -> Diagnostic {
    finding(
      "\"\(use.owner.label)\" requests a value from the agent twice: '\(use.key?.path?.joined(separator: ".") ?? "")'",
      help: "Call fromAi() once, and read the value from toolCall.", use, at: use.key?.range)
  }

  private func finding(
    _ message: String, help: String, _ use: FromAI, at range: Range<Int>? = nil
  ) -> Diagnostic {
    finding(
      message, help: help, on: use.owner, at: use.place.location(of: range ?? use.call.range),
      path: use.path)
  }
}
