import BPMN
import Diagnostics
import Testing
import TestSupport

@Suite("What is found while reading BPMN")
struct ModelFindingTests {
  /// Reads the content of a process and gives the findings.
  func findings(_ content: MarkedText) -> [Diagnostic] {
    BPMNFile(parsing: content.bytes, path: "test.bpmn").diagnostics
  }

  func process(_ content: String) -> MarkedText {
    MarkedText(
      """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
      <bpmn:process id="P">
      \(content)
      </bpmn:process>
      </bpmn:definitions>
      """)
  }

  @Test("a duplicate id names both places and drops nothing")
  func duplicateID() throws {
    let text = process("<bpmn:task id=\"2️⃣A\"/>\n<bpmn:endEvent id=\"1️⃣A\"/>")
    let file = BPMNFile(parsing: text.bytes, path: "test.bpmn")
    let finding = try #require(file.diagnostics.first)
    #expect(finding.rule == "xml/duplicate-id" && finding.severity == .error)
    #expect(finding.location.start == text["1️⃣"])
    #expect(finding.notes.first?.location?.start == text["2️⃣"])
    #expect(file.model?.elements.count { $0.id == "A" } == 2)
    #expect(file.model?.element(id: "A")?.type == .task)
  }

  @Test("a reference that leads nowhere is found at its value")
  func unresolvedReference() {
    let text = process(
      "<bpmn:sequenceFlow id=\"f\" sourceRef=\"P\" targetRef=\"1️⃣nobody\"/>")
    let found = findings(text)
    #expect(found.map(\.rule) == ["xml/unresolved-reference"])
    #expect(found.first?.location.start == text["1️⃣"])
    #expect(found.first?.element?.id == "f")
  }

  @Test("a qualified reference is found by its local part")
  func qualifiedReference() {
    #expect(
      findings(
        process(
          "<bpmn:task id='a'/><bpmn:task id='b'/>"
            + "<bpmn:sequenceFlow id='f' sourceRef='tns:a' targetRef='b'/>")
      ).isEmpty)
  }

  @Test("incoming and outgoing children that disagree with the flows are a finding of their own")
  func disagreeingChildren() {
    let text = process(
      """
      <bpmn:task id="a"><bpmn:outgoing>f</bpmn:outgoing>1️⃣<bpmn:outgoing>g</bpmn:outgoing></bpmn:task>
      2️⃣<bpmn:task id="b"><bpmn:incoming>h</bpmn:incoming></bpmn:task>
      <bpmn:sequenceFlow id="f" sourceRef="a" targetRef="b"/>
      <bpmn:sequenceFlow id="h" sourceRef="a" targetRef="b"/>
      """)
    let found = findings(text)
    #expect(found.allSatisfy { $0.rule == "flow/incoming-outgoing" })
    // The stray line of a, the flow h that a does not list, the flow f that b does not list.
    #expect(found.count == 3)
    #expect(found[0].location.start == text["1️⃣"])
    #expect(found[2].location.start == text["2️⃣"])
  }

  @Test("leaving the children out altogether is no finding")
  func absentChildren() {
    #expect(
      findings(
        process(
          "<bpmn:task id='a'/><bpmn:task id='b'/>"
            + "<bpmn:sequenceFlow id='f' sourceRef='a' targetRef='b'/>")
      ).isEmpty)
  }

  @Test("a file of something else says what it is")
  func notBPMN() {
    let text = MarkedText("<?xml version='1.0'?>\n<1️⃣html/>")
    let file = BPMNFile(parsing: text.bytes, path: "a")
    #expect(file.model == nil)
    #expect(file.diagnostics.map(\.rule) == ["xml/not-bpmn"])
    #expect(file.diagnostics.first?.location.start == text["1️⃣"])
  }
}
