import Webhooks
import Linting
import ProjectModel
import BPMN
import Diagnostics

/// # connector/twilio-date-filter
///
/// The dates that messages are filtered by are ISO 8601.
///
/// Twilio takes a day (`2026-04-19`) or a moment (`2026-04-19T08:30:00Z`), and refuses what it
/// cannot read or ignores the filter. Write the date in that form, or compute it, as in
/// `=string(today())`.
///
/// Severity: error
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" name="List messages"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="listMessages" target="operationType" />
///       <zeebe:input source="1️⃣19.04.2026" target="dateSentValue" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="send" name="List messages"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="listMessages" target="operationType" />
///       <zeebe:input source="2026-04-19" target="dateSentValue" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
enum DateFilterRule {
  static func check(_ input: ProjectInput) -> [Diagnostic] {
    input.twilioCalls.filter { $0.operation == .listMessages }.flatMap { call in
      call.constants([
        "dateSentValue", "dateSentBeforeValue", "dateSentAfterValue", "queryParameters.DateSent",
        "queryParameters.DateSent<", "queryParameters.DateSent>",
      ])
      .filter { !isISO8601($0.text) }
      .map { .badDate($0, call) }
    }
  }

  /// A day that exists, alone or with a time to the minute or second and `Z` or an offset.
  static func isISO8601(_ text: String) -> Bool {
    let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard isDay(halves[0]) else { return false }
    return halves.count == 1 || isTime(halves[1])
  }

  private static func isDay(_ text: Substring) -> Bool {
    guard let parts = numbers(text, "-", [4, 2, 2]), 1...12 ~= parts[1] else { return false }
    let isLeap = parts[0] % 4 == 0 && (parts[0] % 100 != 0 || parts[0] % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return 1...lengths[parts[1] - 1] ~= parts[2]
  }

  private static func isTime(_ text: Substring) -> Bool {
    guard let zone = text.lastIndex(where: { "Z+-".contains($0) }) else { return false }
    if text[zone] == "Z" {
      guard text.index(after: zone) == text.endIndex else { return false }
    } else {
      guard isClock(text[text.index(after: zone)...], [2, 2]) else { return false }
    }
    let clock = text[..<zone].split(separator: ".", omittingEmptySubsequences: false)
    if clock.count == 2 {
      return isClock(clock[0], [2, 2, 2]) && !clock[1].isEmpty
        && clock[1].allSatisfy { $0.isASCII && $0.isNumber }
    }
    return clock.count == 1 && (isClock(clock[0], [2, 2]) || isClock(clock[0], [2, 2, 2]))
  }

  private static func isClock(_ text: Substring, _ widths: [Int]) -> Bool {
    guard let parts = numbers(text, ":", widths) else { return false }
    return parts[0] < 24 && parts.dropFirst().allSatisfy { $0 < 60 }
  }

  /// Numbers of fixed widths; nil for anything else.
  private static func numbers(_ text: Substring, _ mark: Character, _ widths: [Int]) -> [Int]? {
    let parts = text.split(separator: mark, omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == widths,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    return parts.compactMap { Int($0) }
  }
}

extension Diagnostic {
  fileprivate static func badDate(
    _ constant: ConnectorConstant, _ call: TwilioCall
  ) -> Diagnostic {
    Diagnostic(
      rule: "connector/twilio-date-filter", severity: .error,
      message: "the date '\(constant.text)' of \"\(call.element.label)\" is not ISO 8601",
      help: "Write a day such as 2026-04-19 or a moment such as 2026-04-19T08:30:00Z.",
      location: constant.location, element: call.element.reference)
  }
}
