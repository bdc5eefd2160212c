import BPMN
import Diagnostics
import ElementTemplates
import Testing
import TestSupport
import XML

@Suite("How applied templates are written")
struct ApplyLayoutTests {
  let template = Fixture.template(
    #"{"type": "String", "value": "é €", "binding": {"type": "zeebe:input", "name": "x"}}"#)

  func applied(_ bytes: [UInt8]) throws -> TemplateChange {
    let model = try #require(BPMNFile(parsing: bytes, path: "t.bpmn").model)
    let change = try Fixture.editor(TemplateLibrary()).apply(
      try Fixture.read(template), to: try #require(model.element(id: "A")))
    try expectOutsideUnchanged(change)
    return change
  }

  @Test("quotes, indentation and line ends follow the file; a missing namespace is declared")
  func style() throws {
    let text = [
      "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>",
      "\t<process id='P'>",
      "\t\t<task id='A' />",
      "\t</process>",
      "</definitions>",
    ].joined(separator: "\r\n")
    let result = String(decoding: try applied(Array(text.utf8)).bytes, as: UTF8.self)
    #expect(
      result
        == [
          "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
            + " xmlns:zeebe='http://camunda.org/schema/zeebe/1.0'>",
          "\t<process id='P'>",
          "\t\t<task id='A' zeebe:modelerTemplate='T' zeebe:modelerTemplateVersion='1'>",
          "\t\t\t<extensionElements>",
          "\t\t\t\t<zeebe:ioMapping>",
          "\t\t\t\t\t<zeebe:input source='é €' target='x' />",
          "\t\t\t\t</zeebe:ioMapping>",
          "\t\t\t</extensionElements>",
          "\t\t</task>",
          "\t</process>",
          "</definitions>",
        ].joined(separator: "\r\n"))
  }

  @Test("another prefix for the namespace of zeebe is used as the file has it")
  func prefix() throws {
    let text = Fixture.indentedDiagram("<bpmn:task id=\"A\"/>")
      .replacing("xmlns:zeebe", with: "xmlns:z8")
    let result = String(decoding: try applied(Array(text.utf8)).bytes, as: UTF8.self)
    #expect(result.contains("z8:modelerTemplate=\"T\"") && result.contains("<z8:input "))
    #expect(!result.contains("zeebe:"))
  }

  @Test("a file in another encoding keeps it; what it lacks becomes a character reference")
  func encoding() throws {
    let text = Fixture.indentedDiagram("<bpmn:task id=\"A\" name=\"ü\"/>")
      .replacing("UTF-8", with: "ISO-8859-1")
    let change = try applied(TextEncoding.latin1.encode(text))
    let result = try TextEncoding.latin1.decode(change.bytes)
    #expect(String(decoding: result, as: UTF8.self).contains("source=\"é &#x20AC;\""))
  }
}

@Suite("Templates on real diagrams", .enabled(if: Cases.arePresent))
struct ApplyRealDiagramTests {
  @Test("a template is put on and taken off, and everything around stays as it is")
  func thereAndBack() throws {
    let template = try #require(
      TemplateLibrary.builtIn.template(id: "io.camunda.connectors.Twilio.v1", version: 8))
    let editor = Fixture.editor(.builtIn)
    var count = 0
    for name in try Cases.diagramNames() {
      let bytes = try Cases.bytes("diagrams/\(name)")
      guard bytes.count < 200_000, let model = BPMNFile(parsing: bytes, path: name).model,
        let task = model.elements.first(where: { $0.type.isTask && $0.id != nil }),
        let change = try? editor.apply(
          template, to: task, setting: [TemplateSetting(name: "operationType", value: "sendSms")])
      else { continue }
      try expectOutsideUnchanged(change)
      let changed = try #require(BPMNFile(parsing: change.bytes, path: name).model)
      #expect(changed.elements.compactMap(\.id) == model.elements.compactMap(\.id))
      let id = try #require(task.id)
      let result = try #require(changed.element(id: id))
      #expect(result.type == .serviceTask && result.jobType?.value == "io.camunda:http-json:1")
      #expect(result.incoming.count == task.incoming.count)
      #expect(try editor.apply(template, to: result).edits == [])
      let removed = try editor.remove(from: result)
      try expectOutsideUnchanged(removed)
      let plain = try #require(BPMNFile(parsing: removed.bytes, path: name).model)
      #expect(plain.element(id: id)?.jobType == nil)
      count += 1
    }
    #expect(count > 50)
  }
}
