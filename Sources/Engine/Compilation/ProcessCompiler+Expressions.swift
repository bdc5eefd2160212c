import BPMN
import Diagnostics
import EngineProtocol
import FEEL
import Text
import XML

extension ProcessCompiler {
  /// Compiles an attribute that is a static string or, with a leading `=`, FEEL.
  mutating func expression(_ attribute: XMLAttribute, of element: BPMNElement) -> ProcessExpression?
  {
    compile(attribute.value, of: element)
  }

  /// The same for an element's text, such as a condition or a duration.
  mutating func expression(_ child: BPMNElement, of element: BPMNElement) -> ProcessExpression? {
    let text = child.xml.text.trimmed
    guard !text.isEmpty else {
      reject(element)
      return nil
    }
    return compile(text, of: element)
  }

  /// Compiles a string that must be FEEL.
  mutating func feel(_ attribute: XMLAttribute, of element: BPMNElement) -> ProcessExpression? {
    requireFEEL(expression(attribute, of: element), element)
  }

  mutating func feel(_ child: BPMNElement, of element: BPMNElement) -> ProcessExpression? {
    requireFEEL(expression(child, of: element), element)
  }

  private mutating func requireFEEL(
    _ expression: ProcessExpression?, _ element: BPMNElement
  ) -> ProcessExpression? {
    guard let expression, case .literal = expression.compiled else { return expression }
    reject(element)
    return nil
  }

  mutating func compile(
    _ text: String, of element: BPMNElement,
    fixedText: (String) -> FEELValue? = { (_: String) -> FEELValue? in nil },
    literal: @escaping @Sendable (String) -> String = { $0 }
  ) -> ProcessExpression? {
    do {
      let compiled = try ZeebeExpression(text, literal: literal)
      if case .literal = compiled, let value = fixedText(text) {
        return ProcessExpression(text: text, compiled: .literal(value))
      }
      return ProcessExpression(text: text, compiled: compiled)
    } catch {
      reject(element)
      return nil
    }
  }

  /// The input and output mappings.
  /// - Parameter filling: whether secret placeholders in inputs become holes.
  mutating func mappings(
    of element: BPMNElement, filling: Bool
  ) -> (inputs: MappingTree, outputs: MappingTree) {
    var inputs = MappingTree()
    for mapping in element.inputMappings {
      guard let path = target(of: mapping, element) else { continue }
      guard let source = mapping.xml.attribute("source") else {
        inputs.add(.null, at: path[...])
        continue
      }
      // A static source is a string here, even if it looks like a number.
      let fill: @Sendable (String) -> String = { filling ? SecretHole.marking($0) : $0 }
      let expression = compile(
        source.value, of: element,
        fixedText: { FEELValue.string(fill($0)) }, literal: fill)
      if let expression { inputs.add(expression, at: path[...]) }
    }
    var outputs = MappingTree()
    for mapping in element.outputMappings {
      guard let path = target(of: mapping, element) else { continue }
      guard let source = mapping.xml.attribute("source") else {
        outputs.add(.null, at: path[...])
        continue
      }
      if let expression = feel(source, of: element) { outputs.add(expression, at: path[...]) }
    }
    return (inputs, outputs)
  }

  private mutating func target(of mapping: ZeebeMapping, _ element: BPMNElement) -> [Substring]? {
    let path = (mapping.target ?? "").split(separator: ".", omittingEmptySubsequences: false)
    guard path.allSatisfy(\.isVariableName), !reservedWords.contains(mapping.target ?? "") else {
      reject(element)
      return nil
    }
    return path
  }
}

/// Reserved words, which cannot be variable names.
private let reservedWords: Set<String> = [
  "null", "true", "false", "function", "if", "then", "else", "for", "between", "instance", "of",
]

extension Substring {
  /// Whether this can be a variable name, or a segment of a path.
  var isVariableName: Bool {
    guard let first = utf8.first, first == UInt8(ascii: "_") || first.isLetter else { return false }
    return utf8.allSatisfy(\.isWordByte)
  }
}

extension ProcessExpression {
  /// The value of a mapping without a source.
  fileprivate static let null = ProcessExpression(text: "null", compiled: .literal(.null))
}
