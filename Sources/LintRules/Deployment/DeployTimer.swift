import Webhooks
import Text
import Linting
import BPMN
import Diagnostics
import FEEL
import Text
import Time
import XML

extension LintRule {
  /// # deploy/timer
  ///
  /// A timer says one of duration, date and cycle, in a form that the engine reads.
  ///
  /// A duration is ISO 8601 (`PT15M`), a date has an offset from UTC (`2026-03-02T15:35:00+02:00`), a
  /// cycle repeats a duration (`R3/PT10M`, `R/P1D`) or is a cron expression with seconds
  /// (`0 0 9 * * MON-FRI`). An expression is evaluated when the event is reached, but that of
  /// a timer which starts a process already when the process is deployed, without variables.
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
  /// The engine takes a duration before a cycle, and a cycle before a date.
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
    case (.timeDuration, .string(let text)): TimerText.isDuration(text)
    case (.timeCycle, .string(let text)): TimerText.isCycle(text)
    case (.timeDate, .dateTime), (.timeDate, .date): true
    case (.timeDate, .string(let text)): TimerText.isZonedDateTime(text)
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
      default: "a date and time with an offset"
      }
    let help: String =
      switch time.type {
      case .timeDuration: "Write it as PT15M or P1DT12H."
      case .timeCycle: "Write it as R/PT1H or R3/P1D, or as a cron expression with seconds."
      default: "Write it as 2026-03-02T15:35:00+02:00."
      }
    let shown = text.isExpression ? "'\(text)' is \(Constant.kind(of: value)) and" : "'\(text)' is"
    let range = time.xml.contentRange
    return finding(
      "the timer of \"\(event.label)\" can't be read: \(shown) not \(what)", help: help, on: event,
      at: range.isEmpty ? time.location : SourceLocation(model.source, range))
  }

  fileprivate func notOneTime(_ times: [BPMNElement], _ definition: BPMNElement) -> Diagnostic {
    finding(
      times.isEmpty
        ? "the timer of \"\(definition.parent?.label ?? "")\" has no time"
        : "the timer of \"\(definition.parent?.label ?? "")\" has \(times.count) times",
      help: "Give it one: a duration, a date or a cycle.", on: definition,
      at: times.count > 1 ? times[1].location : nil)
  }
}
