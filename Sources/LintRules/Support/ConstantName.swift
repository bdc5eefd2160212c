import Linting
import BPMN
import Diagnostics
import FEEL
import XML

// Names that the engine needs to know when a process is deployed.

extension DeploymentInput {
  /// A finding where the name of a message or signal is no string without variables.
  /// - Parameter kind: `message` or `signal`.
  func constantName(
    of element: BPMNElement?, _ kind: String, on event: BPMNElement
  ) -> Diagnostic? {
    guard let element, let name = element.name, let value = Constant.value(of: name) else {
      return nil
    }
    if case .string = value { return nil }
    return finding(
      "the \(kind) that starts \"\(event.label)\" has no constant name: '\(name)' is "
        + "\(Constant.kind(of: value)) without variables",
      help: "Name the \(kind) by a text, or by an expression that gives one without variables.",
      on: event,
      at: element.xml.attribute("name").map { SourceLocation(model.source, $0.valueRange) })
  }
}

/// What an attribute's text is when no variable is known.
enum Constant {
  /// Nil for an expression that can't be read, which is the matter of another rule.
  static func value(of text: String) -> FEELValue? {
    (try? ZeebeExpression(text))?.evaluate(FEELContext(), in: environment).value
  }

  /// The library reads no time zones; here it does not matter which offset one has.
  private static let environment = FEELEnvironment(timeZones: EveryZone())

  static func kind(of value: FEELValue) -> String {
    switch value {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .date, .time, .dateTime: "a date or time"
    case .daysTimeDuration, .yearsMonthsDuration: "a duration"
    case .list: "a list"
    case .context: "a context"
    case .range: "a range"
    case .function: "a function"
    }
  }

  /// Takes every name for a zone at UTC.
  private struct EveryZone: FEELTimeZoneProvider {
    func timeZoneFile(named name: String) -> [UInt8]? {
      // A TZif file of version 1 with one type of local time and no transitions (RFC 8536, 3).
      Array("TZif".utf8) + [UInt8](repeating: 0, count: 16)
        + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
        + [0, 0, 0, 0, 0, 0] + Array("UTC\0".utf8)
    }
  }
}
