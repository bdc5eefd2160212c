import BPMN
import Diagnostics
import FEEL
import Linting
import Text
import Time
import XML

extension LintRule {
  /// # deploy/timer
  ///
  /// A timer must have exactly one valid duration, date or cycle.
  ///
  /// A duration is ISO 8601, such as `PT15M`. A date has a UTC offset, such as
  /// `2026-03-02T15:35:00+02:00`. A cycle repeats a duration, such as `R3/PT10M` or `R/P1D`, or it
  /// is a cron expression with seconds, such as `0 0 9 * * MON-FRI`.
  ///
  /// An expression is evaluated when the event is reached, except for a timer that starts a
  /// process: it is evaluated at deployment, without variables.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:startEvent id="hourly">
  ///   <bpmn:timerEventDefinition id="timer">
  ///     <bpmn:timeCycle>1️⃣every hour</bpmn:timeCycle>
  ///   </bpmn:timerEventDefinition>
  /// </bpmn:startEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="hourly">
  ///   <bpmn:timerEventDefinition id="timer">
  ///     <bpmn:timeCycle>R/PT1H</bpmn:timeCycle>
  ///   </bpmn:timerEventDefinition>
  /// </bpmn:startEvent>
  /// ```
  static let deployTimer = deploy(
    "timer", covers: ["camunda-compat/timer"]
  ) { deployment in
    deployment.elements(.timerEventDefinition).flatMap { definition -> [Diagnostic] in
      let times = definition.children.filter {
        [.timeDuration, .timeCycle, .timeDate].contains($0.type)
      }
      return (times.count == 1 ? [] : [deployment.notOneTime(times, definition)])
        + (deployment.time(of: definition).map { [$0] } ?? [])
    }
  }
}

extension DeploymentInput {
  /// The engine prefers a duration to a cycle, and a cycle to a date.
  fileprivate func time(of definition: BPMNElement) -> Diagnostic? {
    let kinds: [ElementType] = [.timeDuration, .timeCycle, .timeDate]
    guard let event = definition.parent, event.type.isEvent,
      let time = kinds.lazy.compactMap(definition.child).first
    else { return nil }
    let text = time.xml.text.trimmed
    let isProcessStart = event.type == .startEvent && event.parent?.type == .process
    guard isProcessStart || !text.isExpression, let value = Constant.value(of: text) else {
      return nil
    }
    return isTime(value, time.type) ? nil : wrongTime(value, text, time, event)
  }

  private func isTime(_ value: FEELValue, _ type: ElementType) -> Bool {
    switch (type, value) {
    case (.timeDuration, .daysTimeDuration), (.timeDuration, .yearsMonthsDuration): true
    case (.timeDuration, .string(let text)): TimerLiteral.isDuration(text)
    case (.timeCycle, .string(let text)): TimerLiteral.isCycle(text)
    case (.timeDate, .dateTime), (.timeDate, .date): true
    case (.timeDate, .string(let text)): TimerLiteral.isZonedDateTime(text)
    default: false
    }
  }

  private func wrongTime(
    _ value: FEELValue, _ text: String, _ time: BPMNElement, _ event: BPMNElement
  ) -> Diagnostic {
    let what: String =
      switch time.type {
      case .timeDuration: "a duration"
      case .timeCycle: "a cycle"
      default: "a date and time with a UTC offset"
      }
    let help: String =
      switch time.type {
      case .timeDuration: "Use a form such as PT15M or P1DT12H."
      case .timeCycle: "Use a form such as R/PT1H or R3/P1D, or a cron expression with seconds."
      default: "Use a form such as 2026-03-02T15:35:00+02:00."
      }
    let shown = text.isExpression ? "'\(text)' is \(Constant.kind(of: value)) and" : "'\(text)' is"
    let range = time.xml.contentRange
    return finding(
      "invalid timer of \"\(event.label)\": \(shown) not \(what)", help: help, on: event,
      at: range.isEmpty ? time.location : SourceLocation(model.source, range))
  }

  fileprivate func notOneTime(_ times: [BPMNElement], _ definition: BPMNElement) -> Diagnostic {
    finding(
      times.isEmpty
        ? "the timer of \"\(definition.parent?.label ?? "")\" has no duration, date or cycle"
        : "the timer of \"\(definition.parent?.label ?? "")\" has \(times.count) definitions of its time",
      help: "Give it exactly one duration, date or cycle.", on: definition,
      at: times.count > 1 ? times[1].location : nil)
  }
}
