import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel
import Text
import XML

/// # project/message-never-caught
///
/// A message that the project publishes should be caught somewhere in it.
///
/// A message is delivered only to processes of the same cluster. One that no process waits for is
/// silently discarded when its time-to-live expires. The rule checks throw and end events and send
/// tasks that publish a message. It skips single files, because the receiver may be elsewhere.
///
/// Bad:
/// ```xml
/// <!-- file: order.bpmn -->
/// <bpmn:message id="paid" name="paid" />
/// <bpmn:process id="order" isExecutable="true">
///   1️⃣<bpmn:endEvent id="end">
///     <bpmn:messageEventDefinition messageRef="paid"><bpmn:extensionElements>
///       <zeebe:publishMessage correlationKey="=id" />
///     </bpmn:extensionElements></bpmn:messageEventDefinition>
///   </bpmn:endEvent>
/// </bpmn:process>
/// <!-- file: other.bpmn -->
/// <bpmn:process id="other" isExecutable="true" />
/// ```
///
/// Good:
/// ```xml
/// <!-- file: order.bpmn -->
/// <bpmn:message id="paid" name="paid" />
/// <bpmn:process id="order" isExecutable="true">
///   <bpmn:endEvent id="end">
///     <bpmn:messageEventDefinition messageRef="paid"><bpmn:extensionElements>
///       <zeebe:publishMessage correlationKey="=id" />
///     </bpmn:extensionElements></bpmn:messageEventDefinition>
///   </bpmn:endEvent>
/// </bpmn:process>
/// <!-- file: other.bpmn -->
/// <bpmn:message id="paid" name="paid" />
/// <bpmn:process id="other" isExecutable="true">
///   <bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="paid" /></bpmn:startEvent>
/// </bpmn:process>
/// ```
///
/// # project/message-name
///
/// Message names should not differ only in case, spaces or punctuation.
///
/// Message names are matched exactly: `Order placed` does not reach an event that waits for
/// `OrderPlaced`. Use the same spelling in both places.
///
/// Bad:
/// ```xml
/// 1️⃣<bpmn:message id="a" name="OrderPlaced" />
/// <bpmn:message id="b" name="Order placed" />
/// <bpmn:process id="p" isExecutable="true">
///   <bpmn:startEvent id="s"><bpmn:messageEventDefinition messageRef="a" /></bpmn:startEvent>
///   <bpmn:receiveTask id="r" messageRef="b" />
/// </bpmn:process>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:message id="a" name="OrderPlaced" />
/// <bpmn:process id="p" isExecutable="true">
///   <bpmn:startEvent id="s"><bpmn:messageEventDefinition messageRef="a" /></bpmn:startEvent>
///   <bpmn:receiveTask id="r" messageRef="a" />
/// </bpmn:process>
/// ```
enum MessageNameRule {
  /// An element that publishes a message or waits for one.
  fileprivate struct Use {
    var element: BPMNElement
    var message: BPMNElement
    var name: String
    var isSent: Bool
  }

  static let rule = LintRule(
    project: ["project/message-never-caught", "project/message-name"], .warning
  ) { input in
    let uses = input.project.models.flatMap(uses)
    return neverCaught(uses, input) + similarNames(uses)
  }

  private static func uses(_ model: BPMNModel) -> [Use] {
    guard !model.elements(.message).isEmpty else { return [] }
    return model.elements.compactMap { element in
      guard element.type.isEvent || element.type == .receiveTask || element.type == .sendTask,
        element.process?.isExecutable == true, let message = element.message,
        let name = message.name, !name.isBlank, !ZeebeExpression.isExpression(name)
      else { return nil }
      let isThrown =
        element.type == .sendTask || element.type == .intermediateThrowEvent
        || element.type == .endEvent
      // A job that implements the message event may do anything.
      if isThrown, !publishes(element) { return nil }
      return Use(element: element, message: message, name: name, isSent: isThrown)
    }
  }

  private static func publishes(_ element: BPMNElement) -> Bool {
    element.zeebe("publishMessage") != nil
      || element.eventDefinitions.contains { $0.zeebe("publishMessage") != nil }
  }

  private static func neverCaught(_ uses: [Use], _ input: ProjectInput) -> [Diagnostic] {
    let caught = Set(uses.filter { !$0.isSent }.map(\.name))
    guard input.index.hasSeveralFiles || !caught.isEmpty else { return [] }
    return uses.filter { $0.isSent && !caught.contains($0.name) }.compactMap { use in
      let near = Suggestion.nearest(to: use.name, among: caught)
      // In a single file, only a misspelled name is meaningful.
      guard input.index.hasSeveralFiles || near != nil else { return nil }
      return .neverCaught(
        use, near.flatMap { name in uses.first { !$0.isSent && $0.name == name } })
    }
  }

  private static func similarNames(_ uses: [Use]) -> [Diagnostic] {
    let groups = Dictionary(grouping: uses) { use in
      use.name.lowercased().filter { $0.isLetter || $0.isNumber }
    }
    return groups.values.flatMap { group -> [Diagnostic] in
      let counts = Dictionary(grouping: group, by: \.name)
      guard counts.count > 1,
        let usual = counts.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) })
      else { return [] }
      var seen: Set<BPMNElement> = []
      return group.filter { $0.name != usual.key && seen.insert($0.message).inserted }
        .map { .similarName($0, usual.value[0]) }
    }
  }
}

extension Diagnostic {
  fileprivate static func neverCaught(
    _ use: MessageNameRule.Use, _ near: MessageNameRule.Use?
  ) -> Diagnostic {
    Diagnostic(
      rule: "project/message-never-caught", severity: .warning,
      message:
        "\"\(use.element.label)\" publishes the message '\(use.name)', but nothing in the project "
        + "waits for it",
      help: near.map { "Did you mean '\($0.name)'?" }
        ?? "Add an event that catches it, or correct the name.",
      location: use.element.location, element: use.element.reference,
      notes: near.map {
        [
          Note(
            message: "\"\($0.element.label)\" waits for '\($0.name)'", location: $0.element.location
          )
        ]
      } ?? [])
  }

  fileprivate static func similarName(
    _ use: MessageNameRule.Use, _ usual: MessageNameRule.Use
  ) -> Diagnostic {
    Diagnostic(
      rule: "project/message-name", severity: .warning,
      message:
        "the message '\(use.name)' of \"\(use.element.label)\" does not match '\(usual.name)' of "
        + "\"\(usual.element.label)\": message names are matched exactly",
      help: "Use the same spelling for both, or give them clearly different names.",
      location: use.message.location, element: use.element.reference,
      notes: [Note(message: "'\(usual.name)' is used here", location: usual.message.location)])
  }
}
