import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel
import Text
import XML

extension LintRule {
  /// # deploy/expression
  ///
  /// Expressions that Camunda parses at deployment must be valid, and required expressions must be
  /// present.
  ///
  /// Camunda parses conditions, mappings, job types, correlation keys, collections, scripts and
  /// timers when a process is deployed. Conditions, correlation keys, collections and scripts must
  /// be expressions, which begin with `=`; elsewhere a value without `=` is static text.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:scriptTask id="add">
  ///   <bpmn:extensionElements>
  ///     <zeebe:script expression="=1 +1️⃣" resultVariable="sum" />
  ///   </bpmn:extensionElements>
  /// </bpmn:scriptTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:scriptTask id="add">
  ///   <bpmn:extensionElements>
  ///     <zeebe:script expression="=1 + 1" resultVariable="sum" />
  ///   </bpmn:extensionElements>
  /// </bpmn:scriptTask>
  /// ```
  static let deployExpression = deploy(
    "expression"
  ) { deployment in
    deployment.invalidExpressions + deployment.texts.flatMap(deployment.text)
  }

  /// The attributes of zeebe extensions that the engine parses as expressions, and whether a static
  /// value is rejected there.
  fileprivate static let expressionAttributes: [String: [(name: String, isRequired: Bool)]] = [
    "input": [("source", false)],
    // Static output sources are reported by deploy/mapping.
    "output": [("source", false)],
    "subscription": [("correlationKey", true)],
    "loopCharacteristics": [("inputCollection", true), ("outputElement", true)],
    "taskDefinition": [("type", false), ("retries", false)],
    "calledElement": [("processId", false)],
    "assignmentDefinition": [
      ("assignee", false), ("candidateGroups", false), ("candidateUsers", false),
    ],
    "taskSchedule": [("dueDate", false), ("followUpDate", false)],
    "calledDecision": [("decisionId", false)],
    "script": [("expression", true)],
    "priorityDefinition": [("priority", false)],
    "adHoc": [("activeElementsCollection", true), ("outputElement", true)],
  ]

  /// The same in a fixed order.
  fileprivate static let expressionElements = expressionAttributes.sorted { $0.key < $1.key }
    .map { (name: $0.key, attributes: $0.value) }
}

/// A value that the engine parses as an expression if it begins with `=`.
private struct ExpressionText {
  let value: String
  let xml: XMLElement
  /// Nil for the content of an element.
  let attribute: String?
  /// Whether a static value is rejected.
  let isRequired: Bool
  /// Whether it is one of the model's FEEL places, which are already parsed.
  let isPlace: Bool
}

extension DeploymentInput {
  /// The model's invalid expressions, where the engine parses them.
  fileprivate var invalidExpressions: [Diagnostic] {
    expressions.flatMap { place -> [Diagnostic] in
      guard isRead(place) else { return [] }
      do throws(FEELSyntaxError) {
        _ = try place.parsed()
        return []
      } catch {
        return error.problems.prefix(1).map { problem in
          invalid(place, problem)
        }
      }
    }
  }

  private func isRead(_ place: FEELPlace) -> Bool {
    guard let attribute = place.attribute else {
      return isReadContent(model.element(for: place.element))
    }
    let name = place.element.name.local
    return isKnown(name, attribute)
      && LintRule.expressionAttributes[name]?.contains { $0.name == attribute } == true
  }

  /// Older engines ignore newer extensions.
  private func isKnown(_ name: String, _ attribute: String) -> Bool {
    switch (name, attribute) {
    case ("priorityDefinition", _): isAtLeast(8, 6)
    case ("adHoc", "outputElement"): isAtLeast(8, 8)
    case ("adHoc", _): isAtLeast(8, 7)
    case ("assignmentDefinition", "candidateUsers"), ("taskSchedule", _): isAtLeast(8, 2)
    case ("script", _): isAtLeast(8, 2)
    default: true
    }
  }

  private func isReadContent(_ element: BPMNElement?) -> Bool {
    switch element?.type {
    case .conditionExpression, .timeDate, .timeCycle, .timeDuration: true
    case .completionCondition:
      element?.parent?.type == .multiInstanceLoopCharacteristics || isAtLeast(8, 7)
    case .condition: isAtLeast(8, 9)
    default: false
    }
  }

  /// Values that are not FEEL places, or may be static where that is rejected.
  fileprivate var texts: [ExpressionText] {
    let attributes = LintRule.expressionElements.flatMap { name, attributes in
      zeebe(name).flatMap { xml in
        attributes.compactMap { attribute in
          guard isKnown(name, attribute.name), let value = xml.nonEmpty(attribute.name) else {
            return nil as ExpressionText?
          }
          return ExpressionText(
            value: value, xml: xml, attribute: attribute.name, isRequired: attribute.isRequired,
            isPlace: true)
        }
      }
    }
    let names = elements(.message, .signal).compactMap { element in
      element.name.map {
        ExpressionText(
          value: $0, xml: element.xml, attribute: "name", isRequired: false, isPlace: false)
      }
    }
    return attributes + names + contents
  }

  private var contents: [ExpressionText] {
    elements(.conditionExpression, .timeDate, .timeCycle, .timeDuration, .completionCondition)
      .filter(isReadContent).map { element in
        let text = element.xml.text
        return ExpressionText(
          value: text.trimmed, xml: element.xml, attribute: nil,
          isRequired: element.type == .conditionExpression
            || element.type == .completionCondition && element.parent?.type == .adHocSubProcess,
          isPlace: text.hasPrefix("=") && element.xml.textRuns.count == 1)
      }
  }

  fileprivate func text(_ text: ExpressionText) -> [Diagnostic] {
    guard text.value.isExpression else { return text.isRequired ? [plain(text)] : [] }
    let expression = String(text.value.dropFirst())
    if expression.isBlank { return [empty(text)] }
    if text.isPlace { return [] }
    do throws(FEELSyntaxError) {
      _ = try FEELExpression(parsing: expression, functions: .zeebe)
      return []
    } catch {
      return error.problems.prefix(1).map { invalid(text, $0) }
    }
  }

  // MARK: Messages

  private func invalid(_ place: FEELPlace, _ problem: FEELProblem) -> Diagnostic {
    let diagnostic = place.diagnostic(
      "deploy/expression", .error, "invalid expression: \(problem.message)",
      at: problem.range)
    return finding(
      diagnostic.message, help: help, on: place.element.owner(in: model), at: diagnostic.location)
  }

  private func invalid(_ text: ExpressionText, _ problem: FEELProblem) -> Diagnostic {
    finding(
      "invalid expression '\(text.value)': \(problem.message)", help: help, at: text)
  }

  private func empty(_ text: ExpressionText) -> Diagnostic {
    finding(
      "the expression is empty", help: "Add an expression after the '=', or remove it.", at: text)
  }

  private func plain(_ text: ExpressionText) -> Diagnostic {
    let field = text.attribute ?? text.xml.name.local
    return finding(
      text.value.isEmpty
        ? "\(field) is empty" : "\(field) is the static text '\(text.value)', not an expression",
      help: text.value.isEmpty
        ? "Add an expression, or remove it." : "Begin the expression with '='.",
      at: text)
  }

  private var help: String { "Try the expression with 'bpmnc feel EXPRESSION'." }

  private func finding(_ message: String, help: String, at text: ExpressionText) -> Diagnostic {
    if let attribute = text.attribute {
      return finding(message, help: help, at: text.xml, attribute: attribute)
    }
    return finding(message, help: help, at: text.xml)
  }
}
