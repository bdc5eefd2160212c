import FEEL
import JSON
import Text

/// The parts of a request that the expressions of webhooks read: names below `request.body`,
/// `request.params` and `request.headers`.
struct RequestShape {
  /// A value with the members that are read, in the order of their first use.
  package struct Part {
    package private(set) var names: [String] = []
    private var parts: [Part] = []
    private var places: [String: Int] = [:]

    package mutating func add(_ path: ArraySlice<String>) {
      guard let name = path.first else { return }
      let index = places[name] ?? parts.count
      if index == parts.count {
        places[name] = index
        names.append(name)
        parts.append(Part())
      }
      parts[index].add(path.dropFirst())
    }

    /// The JSON Schema of the value.
    /// - Parameter leaf: the schema of a value without known members.
    package func schema(leaf: JSONValue) -> JSONValue {
      guard !names.isEmpty else { return leaf }
      return [
        "type": "object",
        "properties": .object(zip(names, parts).map { ($0, $1.schema(leaf: leaf)) }),
      ]
    }
  }

  package private(set) var body = Part()
  package private(set) var params = Part()
  package private(set) var headers = Part()
  /// The settings whose expressions have syntax errors.
  package private(set) var unreadable: [String] = []

  /// Adds the expressions of another webhook with the same path.
  package mutating func add(_ entry: WebhookEntry) {
    for (name, text) in Self.expressions(of: entry) {
      let text = text.hasPrefix("=") ? String(text.dropFirst()) : text
      guard !text.isBlank else { continue }
      // Syntax errors are reported by `feel/syntax`.
      guard let expression = try? FEELExpression(parsing: text, functions: .connectors) else {
        unreadable.append(name)
        continue
      }
      for variable in expression.variables { add(variable.path) }
      for call in expression.calls where call.name == "get value" {
        if let path = call.arguments.first?.path, call.arguments.count > 1,
          case .string(let member)? = call.arguments[1].literal
        {
          add(path + [member])
        }
      }
    }
  }

  private mutating func add(_ path: [String]) {
    guard path.count > 2, path[0] == "request" else { return }
    switch path[1] {
    case "body": body.add(path[2...])
    case "params": params.add([path[2]])
    case "headers": headers.add([path[2].lowercased()])
    default: break
    }
  }

  private static func expressions(of entry: WebhookEntry) -> [(String, String)] {
    let settings: [(String, String?)] = [
      ("activation condition", entry.activationCondition),
      ("correlation key", entry["correlationKeyExpression"]),
      ("message ID", entry["messageIdExpression"]),
      ("result expression", entry["resultExpression"]),
      ("response expression", entry["inbound.responseExpression"]),
      ("verification expression", entry["inbound.verificationExpression"]),
      ("API key locator", entry["inbound.auth.apiKeyLocator"]),
    ]
    return settings.compactMap { name, text in text.map { (name, $0) } }
  }
}
