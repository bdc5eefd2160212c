import BPMN
import Diagnostics
import FEEL
import XML

// Names that the engine must know when a process is deployed.

extension DeploymentInput {
  /// A finding if the name of a message or signal does not evaluate to a string without variables.
  /// - Parameter kind: `message` or `signal`.
  func constantName(
    of element: BPMNElement?, _ kind: String, on event: BPMNElement
  ) -> Diagnostic? {
    guard let element, let name = element.name, let value = Constant.value(of: name) else {
      return nil
    }
    if case .string = value { return nil }
    return finding(
      "the \(kind) that starts \"\(event.label)\" has no static name: '\(name)' is "
        + "\(Constant.kind(of: value)) without variables",
      help: "Use static text, or an expression that returns a string without variables.",
      on: event,
      at: element.xml.attribute("name").map { SourceLocation(model.source, $0.valueRange) })
  }
}

/// The value of an attribute when no variables are known.
enum Constant {
  /// Nil for an invalid expression, which another rule reports.
  static func value(of text: String) -> FEELValue? {
    (try? ZeebeExpression(text))?.evaluate(FEELContext(), in: environment).value
  }

  /// Offsets of time zones do not matter here, so no zone files are read.
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

  /// Treats every name as a zone at UTC.
  private struct EveryZone: FEELTimeZoneProvider {
    func timeZoneFile(named name: String) -> [UInt8]? {
      // A TZif file of version 1 with one type of local time and no transitions (RFC 8536, 3).
      Array("TZif".utf8) + [UInt8](repeating: 0, count: 16)
        + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
        + [0, 0, 0, 0, 0, 0] + Array("UTC\0".utf8)
    }
  }
}
