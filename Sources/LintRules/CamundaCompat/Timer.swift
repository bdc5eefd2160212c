import BPMN
import Diagnostics
import Linting
import Text
import Time
import XML

extension LintRule {
  /// # camunda-compat/timer
  ///
  /// A timer event must have a valid date, duration or cycle that its type of event supports.
  ///
  /// | event | date | duration | cycle |
  /// |---|---|---|---|
  /// | start event of a process | yes | no | yes |
  /// | start event of an event sub-process | yes | yes | if non-interrupting |
  /// | intermediate event | from 8.3 on | yes | no |
  /// | boundary event | from 8.3 on | yes | if non-interrupting |
  ///
  /// The value is an expression that begins with `=`, or an ISO 8601 date and time with a time zone
  /// (`2026-01-31T10:30:00Z`), duration (`PT15M`) or cycle (`R3/PT10S`). From 8.1 on, a cycle can
  /// be a cron expression with six fields (`0 0 9-17 * * MON-FRI`) or a macro (`@daily`).
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:intermediateCatchEvent id="wait" name="15 minutes">
  ///   <bpmn:timerEventDefinition>
  ///     1️⃣<bpmn:timeDuration>15 minutes</bpmn:timeDuration>
  ///   </bpmn:timerEventDefinition>
  /// </bpmn:intermediateCatchEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:intermediateCatchEvent id="wait" name="15 minutes">
  ///   <bpmn:timerEventDefinition>
  ///     <bpmn:timeDuration>PT15M</bpmn:timeDuration>
  ///   </bpmn:timerEventDefinition>
  /// </bpmn:intermediateCatchEvent>
  /// ```
  static let compatTimer = compat(
    "timer", .error
  ) { rule in
    rule.events(with: .timerEventDefinition).filter { timerTypes.contains($0.event.type) }
      .compactMap { rule.timerFinding($0.event, $0.definition) }
  }

  private static let timerTypes: Set<ElementType> = [
    .startEvent, .intermediateCatchEvent, .boundaryEvent,
  ]
}

extension CompatInput {
  fileprivate func timerFinding(_ event: BPMNElement, _ definition: BPMNElement) -> Diagnostic? {
    let times = TimerKind.allCases.lazy.compactMap { kind in
      definition.child(kind.type).map { (kind, $0) }
    }
    guard let (kind, time) = times.first else {
      return finding(
        "the timer \"\(event.label)\" has no date, duration or cycle",
        help: "Give it \(kinds(of: event)).", on: event, at: definition.location,
        path: "eventDefinitions.0")
    }
    guard let (message, help) = problem(of: kind, time.xml.text, event) else { return nil }
    return finding(
      message, help: help, on: event, at: time.location,
      path: "eventDefinitions.0.\(kind.type.rawValue)")
  }

  private func problem(
    of kind: TimerKind, _ text: String, _ event: BPMNElement
  ) -> (message: String, help: String)? {
    guard allows(kind, event) else {
      let reason =
        kind.firstVersion(in: event).map { "requires \($0.major).\($0.minor)" }
        ?? "this type of event does not support"
      return (
        "the timer \"\(event.label)\" has a \(kind.rawValue), which \(reason)",
        "Use \(kinds(of: event))."
      )
    }
    if text.isBlank {
      return ("the \(kind.rawValue) of the timer \"\(event.label)\" is empty", kind.help)
    }
    if text.hasPrefix("=") || kind.accepts(text) { return nil }
    if kind == .cycle, CronExpression(text) != nil {
      guard isBelow(8, 1) else { return nil }
      return (
        "the cycle of the timer \"\(event.label)\" is a cron expression, which requires 8.1",
        "Use a form such as R/PT1H, or an expression that begins with =."
      )
    }
    let shown = text.count > 60 ? text.prefix(60) + "…" : text
    return (
      "'\(shown)' is not a valid \(kind.rawValue) for the timer \"\(event.label)\"", kind.help
    )
  }

  private func allows(_ kind: TimerKind, _ event: BPMNElement) -> Bool {
    kind.firstVersion(in: event).map { !isBelow($0.major, $0.minor) } ?? false
  }

  private func kinds(of event: BPMNElement) -> String {
    TimerKind.allCases.filter { allows($0, event) }.map { "a \($0.rawValue)" }
      .joined(separator: " or ")
  }
}

/// The kinds of timer definition, in order of precedence.
private enum TimerKind: String, CaseIterable {
  case cycle, date, duration

  var type: ElementType {
    switch self {
    case .cycle: .timeCycle
    case .date: .timeDate
    case .duration: .timeDuration
    }
  }

  var help: String {
    switch self {
    case .cycle:
      "Use a form such as R3/PT10S, a cron expression such as 0 0 9 * * *, or an expression that begins with =."
    case .date: "Use a form such as 2026-01-31T10:30:00Z, or an expression that begins with =."
    case .duration: "Use a form such as PT15M or P1D, or an expression that begins with =."
    }
  }

  func accepts(_ text: String) -> Bool {
    switch self {
    case .cycle: CompatTimerText.isCycle(text)
    case .date: CompatTimerText.isDateTime(text)
    case .duration: CompatTimerText.isDuration(text)
    }
  }

  /// The first version that supports such a timer in an event; nil if none does.
  func firstVersion(in event: BPMNElement) -> PlatformVersion? {
    let always = PlatformVersion(1, 0)
    let isInSubProcess = event.parent?.type.isSubProcess == true
    return switch (event.type, self) {
    case (.startEvent, .cycle): isInSubProcess && event.isInterrupting ? nil : always
    case (.startEvent, .date): always
    case (.startEvent, .duration): isInSubProcess ? always : nil
    case (.boundaryEvent, .cycle): event.isInterrupting ? nil : always
    case (.intermediateCatchEvent, .cycle): nil
    case (_, .date): PlatformVersion(8, 3)
    case (_, .duration): always
    default: nil
    }
  }
}
