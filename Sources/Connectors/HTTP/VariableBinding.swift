import HTTP
import JSON
import Text

/// Converts variables to the types that a connector needs.
struct VariableBinding {
  private let variables: JSONObject
  /// The variable that contains these, for messages.
  private let parent: String?

  init(_ variables: JSONObject, in parent: String? = nil) {
    self.variables = variables
    self.parent = parent
  }

  private func name(_ name: String) -> String { parent.map { "\($0).\(name)" } ?? name }

  /// The value; nil if it is missing or null.
  func value(_ name: String) -> JSONValue? {
    // Not with `?:` or `flatMap`: there, `nil` could be inferred as JSON's null, which is a value.
    guard let value = variables[name], !value.isNull else { return .none }
    return value
  }

  /// A one-item list counts as its item.
  private func single(_ name: String) -> JSONValue? {
    guard let value = value(name) else { return .none }
    guard case .array(let items) = value, items.count == 1 else { return value }
    return items[0].isNull ? .none : items[0]
  }

  func text(_ name: String) throws(ConnectorError) -> String? {
    switch single(name) {
    case .none: return nil
    case .string(let text), .number(let text): return text
    case .bool(let value): return value ? "true" : "false"
    default: throw wrong(name, "a string")
    }
  }

  func flag(_ name: String) throws(ConnectorError) -> Bool? {
    switch single(name) {
    case .none: return nil
    case .bool(let value): return value
    case .string(let text) where text.trimmed.isEmpty: return nil
    case .string(let text) where ["true", "false"].contains(text.trimmed.lowercased()):
      return text.trimmed.lowercased() == "true"
    default: throw wrong(name, "true or false")
    }
  }

  /// A non-negative integer.
  func seconds(_ name: String) throws(ConnectorError) -> Int? {
    let number: Int?
    switch single(name) {
    case .none: return nil
    case .string(let text) where text.trimmed.isEmpty: return nil
    case .string(let text): number = Int(text.trimmed)
    case let value?: number = value.int
    }
    guard let number, 0...Int(Int32.max) ~= number else {
      throw wrong(name, "a whole number of seconds, 0 or more")
    }
    return number
  }

  func object(_ name: String) throws(ConnectorError) -> JSONObject? {
    switch single(name) {
    case .none: return nil
    case .object(let object): return object
    case .string(let text) where text.trimmed.isEmpty: return nil
    default: throw wrong(name, "an object")
    }
  }

  /// An object whose values are strings or null; numbers and booleans become strings.
  func textMap(_ name: String) throws(ConnectorError) -> [(name: String, value: String?)] {
    var entries: [(name: String, value: String?)] = []
    for (key, value) in try object(name)?.members ?? [] {
      switch value {
      case .null: entries.append((key, nil))
      case .array(let items) where items.count == 1:
        entries.append((key, items[0].isNull ? nil : items[0].javaText))
      case .array, .object: throw wrong("\(name).\(key)", "a string")
      default: entries.append((key, value.javaText))
      }
    }
    return entries
  }

  private func wrong(_ name: String, _ expected: String) -> ConnectorError {
    .input("The variable \(self.name(name)) must be \(expected).")
  }
}
