import Webhooks
import Text
import Linting
import BPMN
import Diagnostics
import Text
import Time
import XML

extension LintRule {
  /// # camunda-compat/timer
  ///
  /// A timer event says when it fires, in a way that its kind of event allows.
  ///
  /// | event | date | duration | cycle |
  /// |---|---|---|---|
  /// | start event of a process | yes | no | yes |
  /// | start event of an event sub-process | yes | yes | if it does not interrupt |
  /// | intermediate event | from 8.3 on | yes | no |
  /// | boundary event | from 8.3 on | yes | if it does not interrupt |
  ///
  /// A value is an expression with `=` before it, or as ISO 8601 says: a date and time with a zone
  /// (`2026-01-31T10:30:00Z`), a duration (`PT15M`), a cycle (`R3/PT10S`). From 8.1 on a cycle can be a
  /// cron expression of six fields (`0 0 9-17 * * MON-FRI`) or a macro (`@daily`).
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
        "the timer \"\(event.label)\" does not say when it fires",
        help: "Give it \(kinds(of: event)).", on: event, at: definition.location,
        path: "eventDefinitions.0")
    }
    guard let (message, help) = fault(of: kind, time.xml.text, event) else { return nil }
    return finding(
      message, help: help, on: event, at: time.location,
      path: "eventDefinitions.0.\(kind.type.rawValue)")
  }

  private func fault(
    of kind: TimerKind, _ text: String, _ event: BPMNElement
  ) -> (message: String, help: String)? {
    guard allows(kind, event) else {
      let reason =
        kind.firstVersion(in: event).map { "needs \($0.major).\($0.minor)" }
        ?? "this kind of event cannot have"
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
        "the cycle of the timer \"\(event.label)\" is a cron expression, which needs 8.1",
        "Write it as R/PT1H, or as an expression with = before it."
      )
    }
    let shown = text.count > 60 ? text.prefix(60) + "…" : text
    return ("'\(shown)' is no \(kind.rawValue) for the timer \"\(event.label)\"", kind.help)
  }

  private func allows(_ kind: TimerKind, _ event: BPMNElement) -> Bool {
    kind.firstVersion(in: event).map { !isBelow($0.major, $0.minor) } ?? false
  }

  private func kinds(of event: BPMNElement) -> String {
    TimerKind.allCases.filter { allows($0, event) }.map { "a \($0.rawValue)" }
      .joined(separator: " or ")
  }
}

/// How a timer says when it fires, in the order in which the first one counts.
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
    case .cycle: "Write it as R3/PT10S or as cron, 0 0 9 * * *; or an expression with = before it."
    case .date: "Write it as 2026-01-31T10:30:00Z, or an expression with = before it."
    case .duration: "Write it as PT15M or P1D, or an expression with = before it."
    }
  }

  func accepts(_ text: String) -> Bool {
    switch self {
    case .cycle: CompatTimerText.isCycle(text)
    case .date: CompatTimerText.isDateTime(text)
    case .duration: CompatTimerText.isDuration(text)
    }
  }

  /// The first version that runs such a timer in an event; nil for none.
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
