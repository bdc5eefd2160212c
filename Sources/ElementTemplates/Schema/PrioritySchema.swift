import JSON
import Text

/// The priorities of user tasks and of jobs.
enum PrioritySchema {
  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    switch (property.place, property.part) {
    case (.priorityDefinition, "priority"): checkUserTask(property, &report)
    case (.jobPriorityDefinition, "priority"): checkJob(property, &report)
    default: break
    }
  }

  /// 0 to 100, or an expression.
  private static func checkUserTask(_ property: PropertyDraft, _ report: inout SchemaReport) {
    let message = "the priority of a user task must be an integer from 0 to 100"
    switch property.typeName {
    case "Number":
      guard let value = property.value else { return }
      if !MemberKind.integer.admits(value) || !(0...100 ~= (value.int ?? -1)) {
        report.add(message, at: value)
      }
    case "Hidden", "Dropdown":
      for value in [property.value].compactMap({ $0 }) + property.choiceValues
      where !(value.string.map(isUserTaskPriority) ?? false) {
        report.add(message, at: value)
      }
    case "String", "Text":
      report.requireFEEL(property)
    default:
      let help = "Allowed: Hidden, Number, Dropdown; String or Text with \"feel\": \"required\"."
      if let type = property.type {
        report.add("a priority cannot be \(type.shown)", help: help, at: type)
      } else {
        report.add(
          "\(property.title) needs a type, because it is a priority", help: help, at: property.json)
      }
    }
  }

  private static func isUserTaskPriority(_ text: String) -> Bool {
    guard text.utf8.allSatisfy(\.isDigit), let number = Int(text), 0...100 ~= number else {
      return false
    }
    return text == String(number)
  }

  /// Any integer, or an expression.
  private static func checkJob(_ property: PropertyDraft, _ report: inout SchemaReport) {
    let message = "the priority of a job must be an integer or an expression"
    switch property.typeName {
    case "Number":
      guard let value = property.value, !MemberKind.integer.admits(value),
        value.string?.hasPrefix("=") != true
      else { return }
      report.add(message, at: value)
    case "Hidden", "Dropdown":
      for value in [property.value].compactMap({ $0 }) + property.choiceValues
      where !(value.string.map(isJobPriority) ?? false) {
        report.add(message, at: value)
      }
    default: break
    }
  }

  /// The schema requires an expression to be a single line.
  private static func isJobPriority(_ text: String) -> Bool {
    if text.hasPrefix("=") {
      return !text.unicodeScalars.contains { ["\n", "\r", "\u{2028}", "\u{2029}"].contains($0) }
    }
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    return !digits.isEmpty && digits.utf8.allSatisfy(\.isDigit)
  }
}
