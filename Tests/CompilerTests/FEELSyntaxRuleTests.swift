import Bundles
import Compiler
import Diagnostics
import ElementTemplates
import LintRules
import ProjectModel
import Testing
import TestSupport
import Webhooks

@Suite("The rule feel/syntax")
struct FEELSyntaxRuleTests {
  func findings(_ marked: String) -> [Diagnostic] {
    let file = InputFile(
      path: "a.bpmn", relativePath: "a.bpmn", bytes: MarkedText(marked).bytes)
    return Compilation(Project([file]), templates: .builtIn, onlyRule: "feel/syntax").diagnostics
  }

  func diagram(_ content: String) -> String {
    """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
      <bpmn:process id="P" isExecutable="true"><bpmn:serviceTask id="t" name="Send">
        <bpmn:extensionElements>\(content)</bpmn:extensionElements>
      </bpmn:serviceTask></bpmn:process>
    </bpmn:definitions>
    """
  }

  @Test("stands at the place inside the expression, references counted")
  func place() throws {
    let text = diagram(#"<zeebe:input source="=1 &lt; 2 and 1️⃣* 3" target="x"/>"#)
    let finding = try #require(findings(text).first)
    #expect(finding.location.start == MarkedText(text)["1️⃣"])
    #expect(finding.message.hasPrefix("\"Send\", input 'x': invalid expression"))
    #expect(finding.element?.id == "t")
  }

  @Test(
    "looks where the engine and the connectors evaluate",
    arguments: [
      #"<zeebe:input source="=1 +" target="x"/>"#,
      #"<zeebe:taskDefinition type="=1 +"/>"#,
      #"<zeebe:property name="resultExpression" value="1 +"/>"#,
      #"<zeebe:property name="activationCondition" value="=1 +"/>"#,
      #"<zeebe:header key="errorExpression" value="if x"/>"#,
    ])
  func evaluated(content: String) {
    #expect(findings(diagram(content)).count == 1)
  }

  @Test(
    "and nowhere else",
    arguments: [
      #"<zeebe:input source="1 +" target="=1 +"/>"#,
      #"<zeebe:property name="note" value="=1 +"/>"#,
      #"<zeebe:header key="note" value="=1 +"/>"#,
      #"<zeebe:input source="=" target="x"/>"#,
      #"<zeebe:header key="errorExpression" value="=bpmnError(&quot;A&quot;)"/>"#,
    ])
  func notEvaluated(content: String) {
    #expect(findings(diagram(content)).isEmpty)
  }

  @Test("reads conditions of flows and timers")
  func bodies() {
    let text = MarkedText(
      """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
        <bpmn:process id="P"><bpmn:sequenceFlow id="f">
          <bpmn:conditionExpression>=x &gt; 1️⃣)</bpmn:conditionExpression>
        </bpmn:sequenceFlow></bpmn:process>
      </bpmn:definitions>
      """)
    let found = findings(text.text).filter { $0.rule == "feel/syntax" }
    #expect(found.first?.location.start == text["1️⃣"])
  }
}
