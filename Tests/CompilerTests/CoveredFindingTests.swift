import Compiler
import Diagnostics
import ElementTemplates
import Linting
import LintRules
import ProjectModel
import Testing

@Suite("Findings that a finding about deployment covers")
struct CoveredFindingTests {
  /// A process around an event that waits for a message without a name, and a timer without a time.
  static func diagram(beforeTimer comment: String = "") -> String {
    """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"
        targetNamespace="urn:x"><bpmn:process id="P" isExecutable="true">
      <bpmn:startEvent id="s" name="S"><bpmn:outgoing>f</bpmn:outgoing>
        <bpmn:messageEventDefinition id="md" messageRef="m"/></bpmn:startEvent>
      <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/>
      \(comment)<bpmn:intermediateCatchEvent id="e" name="E"><bpmn:incoming>f</bpmn:incoming>
        <bpmn:timerEventDefinition id="td"/></bpmn:intermediateCatchEvent>
      </bpmn:process><bpmn:message id="m"/></bpmn:definitions>
    """
  }

  private func errors(
    _ text: String = diagram(), yaml: String = "", bpmnlint: String? = nil, onlyRule: String? = nil
  ) -> [String] {
    let file = InputFile(path: "a.bpmn", relativePath: "a.bpmn", bytes: Array(text.utf8))
    var settings = LintSettings()
    settings.configuration =
      Configuration.read(SourceText(path: "bpmnc.yaml", text: yaml)).configuration
    settings.bpmnlint = bpmnlint.map {
      BPMNLintConfiguration.read(SourceText(path: ".bpmnlintrc", text: $0)).configuration
    }
    return Compilation(
      Project([file]), templates: .builtIn, settings: settings, onlyRule: onlyRule
    ).diagnostics.filter { $0.severity == .error || $0.rule == "project/unused-ignore" }
      .map { "\($0.rule) \($0.element?.id ?? "")" }
  }

  @Test("are left out, where the same element is meant or a part of it")
  func byDefault() {
    #expect(errors() == ["deploy/intermediate-event e", "deploy/timer td", "deploy/message m"])
  }

  @Test("stay where nothing covers them")
  func uncovered() {
    let rules = "rules: {deploy/message: off, deploy/intermediate-event: off, deploy/timer: info}"
    #expect(
      errors(yaml: rules) == ["camunda-compat/timer e", "camunda-compat/message-reference s"])
  }

  @Test("stay where their rule is asked for")
  func askedFor() {
    #expect(errors(onlyRule: "camunda-compat/timer") == ["camunda-compat/timer e"])
    let yaml = errors(yaml: "rules: {camunda-compat/timer: error}")
    #expect(yaml.contains("camunda-compat/timer e"))
    #expect(!yaml.contains("camunda-compat/message-reference s"))
    let bpmnlint = errors(bpmnlint: #"{"rules": {"camunda-compat/timer": "error"}}"#)
    #expect(bpmnlint.contains("camunda-compat/timer e"))
  }

  @Test("do not come back when the finding that covers them is suppressed")
  func suppressed() {
    let found = errors(Self.diagram(beforeTimer: "<!-- bpmnc:ignore deploy/* -->"))
    #expect(found == ["deploy/message m"])
  }

  @Test("are a use of a suppression that names them")
  func used() {
    let found = errors(
      Self.diagram(beforeTimer: "<!-- bpmnc:ignore camunda-compat/timer -->"))
    #expect(!found.contains { $0.hasPrefix("project/unused-ignore") })
  }

  @Test("what is said of the definitions is said of their processes")
  func definitions() {
    let text = """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"
        targetNamespace="urn:x"><bpmn:process id="P"/></bpmn:definitions>
      """
    #expect(errors(text) == ["deploy/executable-process d"])
  }

  @Test("are one for an expression that can't be read, whoever reads it")
  func oneForAnExpression() {
    let task = """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"
          xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="urn:x">
        <bpmn:process id="P" isExecutable="true"><bpmn:startEvent id="s" name="S"/>
        <bpmn:serviceTask id="t" name="T"><bpmn:extensionElements>
          <zeebe:taskDefinition type="=1 +"/><zeebe:executionListeners>
            <zeebe:executionListener eventType="start" type="=2 +"/>
          </zeebe:executionListeners>
        </bpmn:extensionElements></bpmn:serviceTask></bpmn:process></bpmn:definitions>
      """
    let unreadable = errors(task).filter { $0.contains("feel") || $0.contains("expression") }
    #expect(unreadable == ["deploy/expression t", "feel/syntax t"])
  }

  @Test("are one for a flow that leads nowhere, and for a condition that is missing")
  func oneForAReference() {
    let text = Self.diagram()
      .replacing("targetRef=\"e\"", with: "targetRef=\"x\"")
      .replacing("timerEventDefinition", with: "conditionalEventDefinition")
    let found = errors(text)
    #expect(found == ["deploy/sequence-flow f", "deploy/conditional-event td", "deploy/message m"])
  }
}
