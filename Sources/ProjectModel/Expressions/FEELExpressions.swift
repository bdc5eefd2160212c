package import BPMN
package import Diagnostics
package import FEEL
import Text
package import XML

/// A FEEL expression in a diagram, with its functions, variables and location.
package struct FEELPlace {
  package let model: BPMNModel
  /// The XML element that contains the expression.
  package let element: XMLElement
  /// The name of the place for people: `input 'to'`.
  package let field: String
  /// The expression, without a leading `=`.
  package let text: String
  package let functions: FEELFunctionLibrary
  package let variables: FEELTypeEnvironment
  fileprivate let origin: Origin
  /// The number of UTF-8 bytes before the expression in the origin's text.
  fileprivate let start: Int
  private let result: Result<FEELExpression, FEELSyntaxError>

  fileprivate enum Origin {
    case attribute(XMLAttribute)
    case content(XMLTextRun)
  }

  fileprivate init(
    model: BPMNModel, element: XMLElement, field: String, text: String, profile: FEELProfile,
    origin: Origin, start: Int
  ) {
    self.model = model
    self.element = element
    self.field = field
    self.text = text
    self.origin = origin
    self.start = start
    functions = profile.functions
    variables = profile.variables
    result = Result { () throws(FEELSyntaxError) in
      try FEELExpression(parsing: text, functions: profile.functions)
    }
  }

  /// The name of the attribute that contains the expression; nil if it is an element's content.
  package var attribute: String? {
    if case .attribute(let attribute) = origin { attribute.name.local } else { nil }
  }

  /// The parsed expression, or its syntax error.
  package func parsed() throws(FEELSyntaxError) -> FEELExpression { try result.get() }

  /// A finding on a part of the expression; the message begins with the element's label.
  package func diagnostic(
    _ rule: String, _ severity: Diagnostic.Severity, _ message: String, help: String? = nil,
    at range: Range<Int>
  ) -> Diagnostic {
    let holder = model.nearestIdentified(element)
    return Diagnostic(
      rule: rule, severity: severity,
      message: "\(holder.map { "\"\($0.label)\", " } ?? "")\(field): \(message)", help: help,
      location: location(of: range), element: holder?.reference)
  }

  /// The location of a part of the expression.
  package func location(of range: Range<Int>) -> SourceLocation {
    SourceLocation(model.source, sourceRange(of: range))
  }

  private func sourceRange(of range: Range<Int>) -> Range<Int> {
    let part = (range.lowerBound + start)..<(range.upperBound + start)
    switch origin {
    case .attribute(let attribute): return attribute.range(ofValue: part)
    case .content(let run): return run.sourceRange(of: part, in: model.document)
    }
  }
}

extension BPMNModel {
  /// All FEEL expressions, in the order of the file.
  ///
  /// These are the values of zeebe extensions and BPMN expressions that begin with `=`, and the
  /// properties and task headers that the connector runtime evaluates, where `=` is optional.
  var feelExpressions: [FEELPlace] {
    // Elements are selected by name, which is decided once for each distinct name of the file.
    let isZeebe = document.names.map { $0.namespace == XMLNamespace.zeebe }
    let isExpression = document.names.map { name in
      name.namespace == XMLNamespace.bpmn
        && Self.expressionTypes.contains { $0.rawValue == name.local }
    }
    let wanted = document.names.indices.filter { isZeebe[$0] || isExpression[$0] }
    return document.elements(named: wanted).flatMap { element -> [FEELPlace] in
      if isZeebe[element.nameIndex] {
        return element.attributes.compactMap { place(of: $0, element) }
      }
      return content(of: element).map { [$0] } ?? []
    }
  }

  private func place(of attribute: XMLAttribute, _ element: XMLElement) -> FEELPlace? {
    guard let profile = FEELProfile(of: attribute, element) else { return nil }
    let value = attribute.value
    let start = value.hasPrefix("=") ? 1 : 0
    guard start == 1 || profile.isAlwaysFEEL else { return nil }
    return place(
      value, start, profile, element, field: field(attribute, element), .attribute(attribute))
  }

  private func content(of element: XMLElement) -> FEELPlace? {
    guard let type = self.element(for: element)?.type, Self.expressionTypes.contains(type),
      element.textRuns.count == 1, let run = element.textRuns.first, run.text.hasPrefix("=")
    else { return nil }
    return place(
      run.text, 1, FEELProfile(), element, field: element.name.local, .content(run))
  }

  private func place(
    _ text: String, _ start: Int, _ profile: FEELProfile, _ element: XMLElement, field: String,
    _ origin: FEELPlace.Origin
  ) -> FEELPlace? {
    let expression = String(decoding: text.utf8.dropFirst(start), as: UTF8.self)
    guard !expression.isBlank else { return nil }
    return FEELPlace(
      model: self, element: element, field: field, text: expression, profile: profile,
      origin: origin, start: start)
  }

  private func field(_ attribute: XMLAttribute, _ element: XMLElement) -> String {
    let name = element.name.local
    switch name {
    case "input", "output": return "\(name) '\(element["target"] ?? "")'"
    case "property": return "property '\(element["name"] ?? "")'"
    case "header": return "header '\(element["key"] ?? "")'"
    default: return "\(attribute.name.local) of \(name)"
    }
  }

  private static let expressionTypes: [ElementType] = [
    .conditionExpression, .timeDate, .timeCycle, .timeDuration, .completionCondition, .condition,
    .activationCondition, .loopCardinality,
  ]
}
