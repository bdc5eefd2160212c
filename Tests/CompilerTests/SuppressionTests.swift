import Compiler
import Diagnostics
import ElementTemplates
import ProjectModel
import Testing
import TestSupport
import Webhooks

@Suite("Suppressing findings in a diagram")
struct SuppressionTests {
  private func rules(_ text: String) -> [String] {
    let file = InputFile(path: "a.bpmn", relativePath: "a.bpmn", bytes: Array(text.utf8))
    return Compilation(Project([file]), templates: .builtIn).diagnostics
      .filter { ["label-required", "no-disconnected", "project/unused-ignore"].contains($0.rule) }
      .map { "\($0.rule) \($0.element?.id ?? "\($0.location.start.line)")" }
  }

  @Test("A comment counts for the next element and all in it, and for no other")
  func comment() {
    let found = rules(
      Finding.process(
        """
        <!-- bpmnc:ignore label-required no-disconnected: drawn later -->
        <bpmn:task id="a"/>
        <bpmn:task id="b"/>
        """))
    #expect(found == ["label-required b", "no-disconnected b"])
  }

  @Test("Several count at one place, the outer one also after the inner one's end")
  func nested() {
    let found = rules(
      Finding.process(
        """
        <!-- bpmnc:ignore label-required -->
        <bpmn:subProcess id="s" name="S"><!-- bpmnc:ignore no-* --><!-- bpmnc:ignore label-* -->
          <bpmn:task id="a"/><bpmn:task id="b"/></bpmn:subProcess>
        <bpmn:task id="c"/>
        """))
    #expect(
      found == [
        "no-disconnected s", "no-disconnected b", "label-required c", "no-disconnected c",
      ])
  }

  @Test("Before the definitions it counts for the file")
  func file() {
    let text =
      "<!--bpmnc:ignore label-required, no-*-->\n" + Finding.process(#"<bpmn:task id="a"/>"#)
    #expect(rules(text) == [])
  }

  @Test("A property counts for its element and all in it")
  func property() {
    let found = rules(
      """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"><bpmn:process id="P">
        <bpmn:subProcess id="s"><bpmn:extensionElements><zeebe:properties>
          <zeebe:property name="bpmnc:ignore" value="label-required: known"/>
        </zeebe:properties></bpmn:extensionElements><bpmn:task id="a"/></bpmn:subProcess>
        <bpmn:task id="b"/></bpmn:process></bpmn:definitions>
      """)
    #expect(
      found == ["no-disconnected s", "no-disconnected a", "label-required b", "no-disconnected b"])
  }

  @Test("A suppression that names no rules is a finding, as comment and as property")
  func nameless() {
    let found = rules(
      Finding.process(
        """
        <!-- bpmnc:ignore -->
        <bpmn:endEvent id="e" name="E"/><!-- bpmnc:ignore: later -->
        <bpmn:startEvent id="s" name="S"><bpmn:extensionElements><zeebe:properties>
          <zeebe:property name="bpmnc:ignore" value=""/>
        </zeebe:properties></bpmn:extensionElements></bpmn:startEvent>
        """))
    #expect(
      found.filter { $0.hasPrefix("project/") }
        == ["project/unused-ignore 4", "project/unused-ignore 5", "project/unused-ignore 7"])
  }

  @Test("A suppression without use is a finding at its place")
  func unused() {
    let found = rules(
      Finding.process("\n<!-- bpmnc:ignore fake-join -->\n<bpmn:endEvent id=\"e\" name=\"E\"/>"))
    #expect(found == ["project/unused-ignore 5", "no-disconnected e"])
  }
}
