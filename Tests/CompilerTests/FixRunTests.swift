import Bundles
import Compiler
import Diagnostics
import ElementTemplates
import Linting
import ProjectModel
import Testing

@Suite("Fixing")
struct FixRunTests {
  static func diagram(_ inputs: String, outgoing: String = "<bpmn:outgoing>F</bpmn:outgoing>\n")
    -> String
  {
    """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
    <bpmn:process id="P">
    <bpmn:serviceTask id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
    <bpmn:extensionElements>
    <zeebe:ioMapping>
    \(inputs)
    </zeebe:ioMapping>
    </bpmn:extensionElements>
    \(outgoing)</bpmn:serviceTask>
    </bpmn:process>
    </bpmn:definitions>
    """
  }

  static let library: TemplateLibrary = {
    var library = TemplateLibrary()
    library.add(
      TemplateFile(
        parsing: SourceText(
          path: "t.json",
          text: """
            {"id": "T", "name": "Inquiry", "version": 1, "appliesTo": ["bpmn:Task"], "properties": [
            {"type": "Hidden", "value": "get", "binding": {"type": "zeebe:input", "name": "method"}},
            {"type": "String", "binding": {"type": "zeebe:input", "name": "body"},
             "condition": {"property": "none", "equals": "x"}}]}
            """)))
    return library
  }()

  func fixed(_ text: String, changesBehavior: Bool = true) -> (text: String, count: Int) {
    let file = InputFile(path: "t.bpmn", relativePath: "t.bpmn", bytes: Array(text.utf8))
    let run = FixRun([file], changesBehavior: changesBehavior) {
      Compilation(Project($0), templates: Self.library).diagnostics
    }
    return (String(decoding: run.files[0].bytes, as: UTF8.self), run.fixed.count)
  }

  @Test("all fixes of a file are applied, and nothing else changes")
  func all() {
    let text = Self.diagram(
      """
      <zeebe:input source="post" target="method"/>
      <zeebe:input source="left over" target="body"/>
      """)
    let result = fixed(text)
    #expect(result.count == 3)
    let expected = Self.diagram(
      "<zeebe:input source=\"get\" target=\"method\"/>", outgoing: "")
    #expect(result.text == expected)
  }

  @Test("fixes that change what the process does are not applied unless requested")
  func safe() {
    let inputs = "<zeebe:input source=\"post\" target=\"method\"/>"
    let result = fixed(Self.diagram(inputs), changesBehavior: false)
    #expect(result.count == 1)
    #expect(result.text == Self.diagram(inputs, outgoing: ""))
  }

  @Test("a file without fixes stays as it is")
  func none() {
    let text = Self.diagram("<zeebe:input source=\"get\" target=\"method\"/>", outgoing: "")
    let result = fixed(text)
    #expect(result.count == 0 && result.text == text)
  }

  @Test("a file that cannot be read is left alone")
  func unreadable() {
    #expect(fixed("<a><b></a>").text == "<a><b></a>")
  }
}
