import Compiler
import Diagnostics
import ElementTemplates
import LintRules
import ProjectModel
import Testing
import TestSupport
import Webhooks

@Suite("The rules of the FEEL checker")
struct FEELCheckerRulesTests {
  func findings(_ marked: String, _ rule: String) -> [Diagnostic] {
    let file = InputFile(
      path: "a.bpmn", relativePath: "a.bpmn", bytes: MarkedText(marked).bytes)
    return Compilation(Project([file]), templates: .builtIn, onlyRule: "feel/\(rule)").diagnostics
  }

  func diagram(_ content: String, version: String = "8.9.0") -> String {
    """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:modeler="http://camunda.org/schema/modeler/1.0"
        modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="\(version)"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
      <bpmn:process id="P" isExecutable="true"><bpmn:serviceTask id="t" name="Send">
        <bpmn:extensionElements>\(content)</bpmn:extensionElements>
      </bpmn:serviceTask></bpmn:process>
    </bpmn:definitions>
    """
  }

  func webhook(_ property: String) -> String {
    """
    <zeebe:properties><zeebe:property name="inbound.type" value="io.camunda:webhook:1"/>
      \(property)</zeebe:properties>
    """
  }

  func rest(_ headers: String) -> String {
    """
    <zeebe:taskDefinition type="io.camunda:http-json:1"/>
    <zeebe:taskHeaders>\(headers)</zeebe:taskHeaders>
    """
  }

  @Test("know what a webhook sees")
  func webhook() throws {
    let text = diagram(
      webhook(
        #"<zeebe:property name="activationCondition" value="=request.1️⃣boddy.From = &quot;a&quot;"/>"#
      ))
    let finding = try #require(findings(text, "types").first)
    #expect(finding.location.start == MarkedText(text)["1️⃣"])
    #expect(
      finding.message
        == "\"Send\", property 'activationCondition': unknown entry `boddy`: did you mean `body`?"
    )
    #expect(finding.severity == .warning)
  }

  @Test("know what a REST connector's expressions see")
  func rest() {
    let wrong = rest(#"<zeebe:header key="resultExpression" value="={a: respons.body.sid}"/>"#)
    #expect(findings(diagram(wrong), "types").count == 1)
    let right = rest(
      #"<zeebe:header key="resultExpression" value="={a: body.sid, b: response.status}"/>"#
        + #"<zeebe:header key="errorExpression" value="if error.code = &quot;404&quot; and x"#
        + #" then bpmnError(&quot;A&quot;, job.retries) else null"/>"#)
    #expect(findings(diagram(right), "types").isEmpty)
  }

  @Test(
    "find arguments that fail an error expression",
    arguments: [
      ("jobError(5)", 1), ("bpmnError(job.retries)", 1), ("jobError(&quot;m&quot;, null, 2)", 1),
      ("bpmnError(error.code)", 0), ("bpmnError(count([1]))", 1),
      ("bpmnError(&quot;E&quot;, error.message, {a: null})", 0),
    ])
  func errorExpressions(_ text: String, _ count: Int) {
    let task = rest(#"<zeebe:header key="errorExpression" value="=\#(text)"/>"#)
    #expect(findings(diagram(task), "arguments").count == count)
  }

  @Test("look at functions, arguments, versions and Camunda's reading")
  func kinds() {
    func input(_ text: String) -> String { #"<zeebe:input source="=\#(text)" target="x"/>"# }
    #expect(findings(diagram(input("contans(a, b)")), "unknown-function").count == 1)
    #expect(findings(diagram(input("contains(a)")), "arguments").count == 1)
    #expect(findings(diagram(input("trim(a)"), version: "8.5.0"), "version").count == 1)
    #expect(findings(diagram(input("trim(a)"), version: "8.6.0"), "version").isEmpty)
    #expect(findings(diagram(input("x in y and z")), "camunda-reads-differently").count == 1)
    #expect(findings(diagram(input("anything.at.all + 1")), "types").isEmpty)
  }
}
