import BPMN
import EngineProtocol
import Foundation
import Text
import Time

/// Formats the events of an engine as lines: time, element type, label and action.
struct TraceFormatter: Sendable {
  private let start: Int64

  /// - Parameter start: the time shown as zero, in milliseconds since 1970.
  init(start: Int64) {
    self.start = start
  }

  /// The line for an entry; nil if it is not worth showing.
  func line(_ entry: TraceEntry) -> String? {
    guard let action = action(entry) else { return nil }
    let seconds = String(format: "%9.3f s", Double(entry.time - start) / 1000)
    let type = entry.elementType.map(Self.typeName) ?? ""
    let padded = type.padding(toLength: max(18, type.count), withPad: " ", startingAt: 0)
    return "\(seconds)  \(padded)  \(label(entry))\(action.isEmpty ? "" : "  \(action)")"
      .escapingControls
  }

  private func label(_ entry: TraceEntry) -> String {
    let name = entry.elementName?.onOneLine ?? ""
    return name.isEmpty ? entry.elementID ?? "" : name
  }

  private func action(_ entry: TraceEntry) -> String? {
    switch (entry.action, entry.detail) {
    case (.activated, _) where entry.elementType == .process: return "started"
    case (.completed, _) where entry.elementType == .process: return "completed"
    case (.completed, _): return ""
    case (.terminated, _): return "terminated"
    case (.escalationThrown, .escalation(let code, let isCaught)):
      return "throws escalation '\(code)'\(isCaught ? "" : ", which nothing catches")"
    case (.jobFailed, .job(_, _, let retries, let message)):
      return "failed, \(retries) retries left: \(message ?? "no reason given")"
    case (.jobErrorThrown, .job(_, _, _, let message)): return "BPMN error: \(message ?? "")"
    case (.timerCreated, .due(let time)):
      return "waits until \(ISOInstant.text(seconds: Int(time.floored(dividingBy: 1000).quotient)))"
    case (.timerFired, _): return "timer fired"
    case (.messageAwaited, .message(_, let key)): return "waits for a message with key \(key)"
    case (.signalAwaited, .signal(let name)): return "waits for signal '\(name)'"
    case (.conditionAwaited, _): return "waits for its condition"
    case (.incidentRaised, .incident(_, let type, let message)):
      return "incident \(type): \(message)"
    case (.incidentResolved, _): return "incident resolved"
    default: return nil
    }
  }

  /// Formats `intermediateCatchEvent` as `catch event`, `serviceTask` as `service task`.
  private static func typeName(_ type: ElementType) -> String {
    let text = type.rawValue.camelCaseWords
    return text.hasPrefix("intermediate ") ? String(text.dropFirst("intermediate ".count)) : text
  }
}
