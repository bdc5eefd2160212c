import BPMN
import Diagnostics
import FEEL
import XML

extension ProcessCompiler {
  /// Compiles an attribute that is static text or, with a leading `=`, FEEL.
  mutating func expression(_ attribute: XMLAttribute, of element: BPMNElement) -> Expression? {
    compile(attribute.value, at: attribute.location, of: element)
  }

  /// The same for the text of an element, such as a condition or a duration.
  mutating func expression(_ child: BPMNElement, of element: BPMNElement) -> Expression? {
    let location = SourceLocation(child.model.source, child.xml.contentRange)
    let text = child.xml.text.trimmingWhitespace
    guard !text.isEmpty else {
      report(
        .invalid(
          "\(child.typeInWords) is empty", help: "Write an expression, or delete it.",
          at: child.location, of: element))
      return nil
    }
    return compile(text, at: location, of: element)
  }

  /// Compiles a text that has to be FEEL.
  mutating func feel(_ attribute: XMLAttribute, of element: BPMNElement) -> Expression? {
    requireFEEL(expression(attribute, of: element), attribute.location, element)
  }

  mutating func feel(_ child: BPMNElement, of element: BPMNElement) -> Expression? {
    requireFEEL(expression(child, of: element), child.location, element)
  }

  private mutating func requireFEEL(
    _ expression: Expression?, _ location: SourceLocation, _ element: BPMNElement
  ) -> Expression? {
    guard let expression, case .literal = expression.compiled else { return expression }
    report(
      .invalid(
        "'\(expression.text)' is a fixed text where an expression is due",
        help: "Start it with '='.", at: location, of: element))
    return nil
  }

  mutating func compile(
    _ text: String, at location: SourceLocation, of element: BPMNElement,
    fixedText: (String) -> FEELValue? = { (_: String) -> FEELValue? in nil },
    literal: @escaping @Sendable (String) -> String = { $0 }
  ) -> Expression? {
    do {
      let compiled = try ZeebeExpression(text, literal: literal)
      if case .literal = compiled, let value = fixedText(text) {
        return Expression(text: text, compiled: .literal(value))
      }
      return Expression(text: text, compiled: compiled)
    } catch {
      report(
        .invalid(
          "'\(text)' is not a FEEL expression: \(error)",
          help: "Correct the expression after the '='.", at: location, of: element))
      return nil
    }
  }

  /// The input and output mappings.
  /// - Parameter filling: whether placeholders of secrets in inputs become holes.
  mutating func mappings(
    of element: BPMNElement, filling: Bool
  ) -> (inputs: MappingTree, outputs: MappingTree) {
    var inputs = MappingTree()
    for mapping in element.inputMappings {
      guard let path = target(of: mapping, element) else { continue }
      guard let source = mapping.xml.attribute("source") else {
        report(.missingSource(mapping, element))
        continue
      }
      // A fixed text is a string here, even one that looks like a number.
      let fill: @Sendable (String) -> String = { filling ? SecretHole.marking($0) : $0 }
      let expression = compile(
        source.value, at: source.location, of: element,
        fixedText: { FEELValue.string(fill($0)) }, literal: fill)
      if let expression { inputs.add(expression, at: path[...]) }
    }
    var outputs = MappingTree()
    for mapping in element.outputMappings {
      guard let path = target(of: mapping, element) else { continue }
      guard let source = mapping.xml.attribute("source") else {
        report(.missingSource(mapping, element))
        continue
      }
      if let expression = feel(source, of: element) { outputs.add(expression, at: path[...]) }
    }
    return (inputs, outputs)
  }

  private mutating func target(of mapping: ZeebeMapping, _ element: BPMNElement) -> [Substring]? {
    let path = (mapping.target ?? "").split(separator: ".", omittingEmptySubsequences: false)
    guard path.allSatisfy(\.isVariableName), !reservedWords.contains(mapping.target ?? "") else {
      report(
        .invalid(
          "'\(mapping.target ?? "")' cannot be the target of a mapping",
          help: "Use letters, digits and '_', with dots between the names of a path.",
          at: mapping.xml.attribute("target")?.location ?? mapping.xml.location, of: element))
      return nil
    }
    return path
  }
}

/// Words that no variable may be called (reference page engine, 1.4).
private let reservedWords: Set<String> = [
  "null", "true", "false", "function", "if", "then", "else", "for", "between", "instance", "of",
]

extension Substring {
  /// Whether it can be the name of a variable, or a part of a path.
  var isVariableName: Bool {
    guard let first = utf8.first, first == UInt8(ascii: "_") || first.isLetter else { return false }
    return utf8.allSatisfy { $0.isLetter || $0 == UInt8(ascii: "_") || 0x30...0x39 ~= $0 }
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { 0x41...0x5A ~= self || 0x61...0x7A ~= self }
}

extension String {
  var trimmingWhitespace: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}

extension Diagnostic {
  fileprivate static func missingSource(
    _ mapping: ZeebeMapping, _ element: BPMNElement
  ) -> Diagnostic {
    .invalid(
      "the mapping to '\(mapping.target ?? "")' has no source",
      help: "Say what the variable becomes.", at: mapping.xml.location, of: element)
  }
}
