import Foundation
import JSON
import TestSupport

/// The published contract of an operation, from the external test data.
struct ContractSchema {
  private let schema: JSONValue

  /// All operations; none without the test data.
  private static let operations: [JSONValue] =
    Cases.arePresent
    ? (try? Cases.bytes("contract/operations.json")).flatMap { try? JSONValue(parsing: $0) }?
      .array ?? [] : []

  /// Nil if the contract does not have the operation or the status.
  init?(_ method: String, _ path: String, status: Int) {
    let segments = path.split(separator: "/")
    let operation = Self.operations.first { operation in
      let template = (operation["path"]?.string ?? "").split(separator: "/")
      return operation["method"]?.string == method && template.count == segments.count
        && zip(template, segments).allSatisfy { $0 == $1 || $0.hasPrefix("{") && Int($1) != nil }
    }
    guard let schema = operation?["responses"]?[String(status)] else { return nil }
    self.schema = schema
  }

  /// Where a value does not fit the schema.
  func problems(_ value: JSONValue) -> [String] { problems(value, schema, "") }

  private func problems(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    if let reference = schema["$ref"]?.string?.split(separator: "/").last,
      let target = self.schema["$defs"]?[String(reference)]
    {
      return problems(value, target, path)
    }
    if let choices = schema["anyOf"]?.array {
      let found = choices.map { problems(value, $0, path) }
      return found.contains([]) ? [] : found.min { $0.count < $1.count } ?? []
    }
    var result: [String] = []
    let types = schema["type"]?.array ?? schema["type"].map { [$0] } ?? []
    if !types.isEmpty, !types.contains(where: { Self.fits(value, $0.string ?? "") }) {
      result.append("\(path): \(value.text()) is not \(types.map { $0.text() })")
    }
    if let values = schema["enum"]?.array, !values.contains(value) {
      result.append("\(path): \(value.text()) is not one of the enumeration")
    }
    if let constant = schema["const"], constant != value { result.append("\(path): not constant") }
    switch value {
    case .string(let text): result += problems(text, schema, path)
    case .array(let items):
      if let item = schema["items"] {
        result += items.enumerated().flatMap { problems($1, item, "\(path)[\($0)]") }
      }
    case .object(let object): result += problems(object, schema, path)
    case .null, .bool, .number: break
    }
    return result
  }

  private func problems(_ text: String, _ schema: JSONValue, _ path: String) -> [String] {
    var result: [String] = []
    if let pattern = schema["pattern"]?.string,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      result.append("\(path): '\(text)' does not match \(pattern)")
    }
    if text.count < schema["minLength"]?.int ?? 0 || text.count > schema["maxLength"]?.int ?? .max {
      result.append("\(path): '\(text)' has the wrong length")
    }
    return result
  }

  private func problems(_ object: JSONObject, _ schema: JSONValue, _ path: String) -> [String] {
    var result = (schema["required"]?.array ?? []).compactMap(\.string)
      .filter { object[$0] == nil }.map { "\(path).\($0) is missing" }
    for (name, value) in object.members {
      if let member = schema["properties"]?[name] {
        result += problems(value, member, "\(path).\(name)")
      } else if schema["additionalProperties"] == false {
        result.append("\(path).\(name) is unknown")
      } else if let member = schema["additionalProperties"], member.object != nil {
        result += problems(value, member, "\(path).\(name)")
      }
    }
    return result
  }

  private static func fits(_ value: JSONValue, _ type: String) -> Bool {
    switch (value, type) {
    case (.null, "null"), (.bool, "boolean"), (.string, "string"), (.array, "array"),
      (.object, "object"), (.number, "number"):
      true
    case (.number, "integer"): value.int != nil
    default: false
    }
  }
}
