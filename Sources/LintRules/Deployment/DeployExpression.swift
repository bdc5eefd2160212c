import Webhooks
import Text
import Linting
import ProjectModel
import BPMN
import Diagnostics
import FEEL
import Text
import XML

extension LintRule {
  /// # deploy/expression
  ///
  /// Expressions can be read, and stand where the engine asks for one.
  ///
  /// The engine reads conditions, mappings, job types, correlation keys, collections, scripts and timers
  /// when a process is deployed. Conditions, correlation keys, collections and scripts have to be
  /// expressions, which begin with `=`; elsewhere a plain text stands for itself.
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
    deployment.unreadable + deployment.texts.flatMap(deployment.text)
  }

  /// Where the engine reads an expression: the attributes of zeebe
  /// extensions, with those that must not be a plain text.
  fileprivate static let expressionAttributes: [String: [(name: String, isRequired: Bool)]] = [
    "input": [("source", false)],
    // Outputs without an expression are the matter of deploy/mapping.
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
}

/// A text that the engine reads as an expression where it begins with `=`.
private struct ExpressionText {
  let value: String
  let xml: XMLElement
  /// Nil for the content of an element.
  let attribute: String?
  /// Whether a plain text is refused.
  let isRequired: Bool
  /// Whether it is one of the model's FEEL places, which are read already.
  let isPlace: Bool
}

extension DeploymentInput {
  /// The model's expressions that can't be read, where the engine reads them.
  fileprivate var unreadable: [Diagnostic] {
    expressions.flatMap { place -> [Diagnostic] in
      guard isRead(place) else { return [] }
      do throws(FEELSyntaxError) {
        _ = try place.parsed()
        return []
      } catch {
        return error.problems.prefix(1).map { problem in
          unreadable(place, problem)
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

  /// Older engines take no notice of newer extensions.
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

  /// What is no FEEL place, or may be a plain text where that is refused.
  fileprivate var texts: [ExpressionText] {
    let attributes = LintRule.expressionAttributes.keys.sorted().flatMap { name in
      zeebe(name).flatMap { xml in
        LintRule.expressionAttributes[name, default: []].compactMap { attribute in
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
      return error.problems.prefix(1).map { unreadable(text, $0) }
    }
  }

  // MARK: Words

  private func unreadable(_ place: FEELPlace, _ problem: FEELProblem) -> Diagnostic {
    let words = place.diagnostic(
      "deploy/expression", .error, "the expression cannot be read: \(problem.message)",
      at: problem.range)
    return finding(
      words.message, help: help, on: place.element.owner(in: model), at: words.location)
  }

  private func unreadable(_ text: ExpressionText, _ problem: FEELProblem) -> Diagnostic {
    finding(
      "the expression '\(text.value)' cannot be read: \(problem.message)", help: help, at: text)
  }

  private func empty(_ text: ExpressionText) -> Diagnostic {
    finding("the expression is empty", help: "Write it behind the '=', or remove it.", at: text)
  }

  private func plain(_ text: ExpressionText) -> Diagnostic {
    let field = text.attribute ?? text.xml.name.local
    return finding(
      text.value.isEmpty
        ? "\(field) is empty" : "\(field) is the plain text '\(text.value)' and no expression",
      help: text.value.isEmpty ? "Write an expression, or remove it." : "Begin it with '='.",
      at: text)
  }

  private var help: String { "'bpmnc feel EXPRESSION' shows an expression with its faults." }

  private func finding(_ message: String, help: String, at text: ExpressionText) -> Diagnostic {
    if let attribute = text.attribute {
      return finding(message, help: help, at: text.xml, attribute: attribute)
    }
    return finding(message, help: help, at: text.xml)
  }
}
