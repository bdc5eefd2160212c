import BPMN
import Diagnostics
import FEEL
import Text
import XML

// What an AI agent may pass to an element of an ad-hoc sub-process: the calls of `fromAi()` in its
// input mappings, which are read without evaluating them.

extension ProcessCompiler {
  /// The parameters in the order of the mappings; reports calls that cannot be read.
  mutating func fromAIParameters(of element: BPMNElement) -> [FEELValue] {
    element.inputMappings.flatMap { mapping -> [FEELValue] in
      // Invalid expressions are rejected with the mapping.
      guard let source = mapping.xml.attribute("source"),
        case .expression(let expression)? = try? ZeebeExpression(source.value)
      else { return [] }
      return expression.calls.filter { $0.name == "fromAi" && !$0.isLocal }.compactMap { call in
        if let parameter = FromAIParameter(call) { return parameter.value }
        report(.unreadable(fromAI: source, of: element))
        return nil
      }
    }
  }
}

/// A call of `fromAi()`.
private struct FromAIParameter {
  /// The parameter's name, description, type, schema and options, as far as they are given.
  private(set) var value: FEELValue

  /// Nil if an argument is not what an agent can read.
  init?(_ call: FEELCall) {
    func argument(_ index: Int, _ name: String) -> FEELCall.Argument? {
      if let named = call.arguments.first(where: { $0.name == name }) { return named }
      guard call.arguments.indices.contains(index) else { return nil }
      return call.arguments[index].name == nil ? call.arguments[index] : nil
    }
    guard let path = argument(0, "value")?.path else { return nil }
    var context: FEELContext = ["name": .string(path.joined(separator: "."))]
    for (index, name) in ["description", "type", "schema", "options"].enumerated() {
      guard let argument = argument(index + 1, name), argument.literal != .null else { continue }
      switch (name, argument.constant) {
      case ("description", .string(let text)?), ("type", .string(let text)?):
        if !text.isEmpty { context[name] = .string(text) }
      case ("schema", .context(let members)?), ("options", .context(let members)?):
        if !members.isEmpty { context[name] = .context(members) }
      default: return nil
      }
    }
    value = .context(context)
  }
}

extension Diagnostic {
  fileprivate static func unreadable(
    fromAI source: XMLAttribute, of element: BPMNElement
  ) -> Diagnostic {
    Diagnostic(
      rule: "deploy/invalid", severity: .error,
      message:
        "\"\(element.label)\": an agent cannot read the call of fromAi() in '\(source.value)'",
      help: "Name the value first, as in toolCall.url; write description and type as string "
        + "literals, schema and options as contexts of literals.",
      location: source.location, element: element.reference)
  }
}
