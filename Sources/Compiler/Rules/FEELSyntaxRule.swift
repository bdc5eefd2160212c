import BPMN
import Diagnostics
import FEEL
import XML

/// Every FEEL expression can be read.
///
/// Looked at are the values of zeebe extensions and of BPMN expressions that begin with `=`, and the
/// properties and task headers that the connector runtime evaluates, where `=` may be left out. The
/// finding stands at the place inside the expression. The cluster refuses such a diagram, or the
/// connector fails when it gets there.
enum FEELSyntaxRule {
  static func check(_ input: PassInput) -> [Diagnostic] {
    input.project.models.flatMap { model in
      let document = model.document
      return (0..<document.elementCount).flatMap { index -> [Diagnostic] in
        let element = document.element(at: index)
        return attributes(element, model) + body(element, model)
      }
    }
  }

  private static func attributes(_ element: XMLElement, _ model: BPMNModel) -> [Diagnostic] {
    guard element.name.namespace == XMLNamespace.zeebe else { return [] }
    return element.attributes.flatMap { attribute -> [Diagnostic] in
      guard let profile = profile(of: attribute, element) else { return [] }
      let value = attribute.value
      let start = value.hasPrefix("=") ? 1 : 0
      guard start == 1 || profile.isAlwaysFEEL, value.utf8.count > start else { return [] }
      return problems(value, start, profile.functions).map { problem in
        .feelSyntax(
          problem.message,
          attribute.range(ofValue: problem.range),
          field(attribute, element), element, model)
      }
    }
  }

  /// What people know the attribute by.
  private static func field(_ attribute: XMLAttribute, _ element: XMLElement) -> String {
    let name = element.name.local
    switch name {
    case "input", "output": return "\(name) '\(element["target"] ?? "")'"
    case "property": return "property '\(element["name"] ?? "")'"
    case "header": return "header '\(element["key"] ?? "")'"
    default: return "\(attribute.name.local) of \(name)"
    }
  }

  private static func body(_ element: XMLElement, _ model: BPMNModel) -> [Diagnostic] {
    guard let type = model.element(for: element)?.type, expressionTypes.contains(type) else {
      return []
    }
    let runs = element.textRuns
    guard runs.count == 1, let run = runs.first, run.text.hasPrefix("="), run.text.utf8.count > 1
    else { return [] }
    return problems(run.text, 1, .zeebe).map { problem in
      .feelSyntax(
        problem.message, run.sourceRange(of: problem.range, in: model.document),
        element.name.local, element, model)
    }
  }

  private static let expressionTypes: Set<ElementType> = [
    .conditionExpression, .timeDate, .timeCycle, .timeDuration, .completionCondition, .condition,
    .activationCondition, .loopCardinality,
  ]

  private struct Profile {
    var isAlwaysFEEL = false
    var functions = FEELFunctionLibrary.zeebe
  }

  /// How an attribute is evaluated; nil for one that never is.
  private static func profile(of attribute: XMLAttribute, _ element: XMLElement) -> Profile? {
    switch (element.name.local, attribute.name.local) {
    case ("input", "target"), ("output", "target"), (_, "resultVariable"), ("header", "key"),
      ("property", "name"):
      return nil
    case ("header", "value"):
      guard ["resultExpression", "errorExpression"].contains(element["key"]) else { return nil }
      return Profile(isAlwaysFEEL: true, functions: .connectors)
    case ("property", "value"):
      guard let name = element["name"], evaluatedProperties.contains(name) else { return nil }
      return Profile(isAlwaysFEEL: true)
    default:
      return Profile()
    }
  }

  /// What the connector runtime evaluates of an inbound element (connector-runtime, 4.2).
  private static let evaluatedProperties: Set = [
    "activationCondition", "inbound.activationCondition", "correlationKeyExpression",
    "messageIdExpression", "resultExpression", "inbound.responseExpression",
    "inbound.verificationExpression",
  ]

  /// The faults of the expression that begins at `start`, with ranges in the whole text.
  private static func problems(
    _ text: String, _ start: Int, _ functions: FEELFunctionLibrary
  ) -> [FEELProblem] {
    let expression = String(decoding: text.utf8.dropFirst(start), as: UTF8.self)
    guard !expression.allSatisfy(\.isWhitespace) else { return [] }
    do {
      _ = try FEELExpression(parsing: expression, functions: functions)
      return []
    } catch {
      return error.problems.map {
        FEELProblem(
          message: $0.message,
          range: ($0.range.lowerBound + start)..<($0.range.upperBound + start))
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func feelSyntax(
    _ reason: String, _ range: Range<Int>, _ field: String, _ xml: XMLElement, _ model: BPMNModel
  ) -> Diagnostic {
    let element = model.nearestIdentified(xml)
    return Diagnostic(
      rule: "feel/syntax", severity: .error,
      message:
        "\(element.map { "\"\($0.label)\", " } ?? "")\(field): the expression cannot be read: "
        + reason,
      help: "'bpmnc feel EXPRESSION' shows an expression with its faults.",
      location: SourceLocation(model.source, range), element: element?.reference)
  }
}
