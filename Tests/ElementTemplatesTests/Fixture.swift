import BPMN
import Diagnostics
import ElementTemplates
import Testing
import TestSupport

/// Diagrams and templates in few words.
enum Fixture {
  /// A diagram with a process around the given elements.
  static func diagram(_ content: String, roots: String = "", platform: String = "8.9.0")
    -> MarkedText
  {
    MarkedText(
      """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
      xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" \
      xmlns:modeler="http://camunda.org/schema/modeler/1.0" \
      modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="\(platform)">
      <bpmn:process id="P">
      \(content)
      </bpmn:process>
      \(roots)
      </bpmn:definitions>
      """)
  }

  /// A service task with the template `T`, version 1.
  static func task(_ extensions: String = "", attributes: String = "") -> String {
    """
    <bpmn:serviceTask id="A" name="Ask" zeebe:modelerTemplate="T" \
    zeebe:modelerTemplateVersion="1"\(attributes)>
    <bpmn:extensionElements>
    \(extensions)
    </bpmn:extensionElements>
    </bpmn:serviceTask>
    """
  }

  static func inputs(_ inputs: String...) -> String {
    "<zeebe:ioMapping>\n\(inputs.joined(separator: "\n"))\n</zeebe:ioMapping>"
  }

  static func model(_ diagram: MarkedText) throws -> BPMNModel {
    try #require(BPMNFile(parsing: diagram.bytes, path: "test.bpmn").model)
  }

  /// The element `A` of a diagram with this content.
  static func element(_ content: String, roots: String = "") throws -> BPMNElement {
    try #require(try model(diagram(content, roots: roots)).element(id: "A"))
  }

  /// A template `T`, version 1, with these properties.
  static func template(_ properties: String, more: String = "") -> String {
    """
    {"id": "T", "name": "Inquiry", "version": 1, "appliesTo": ["bpmn:Task"], \(more)
    "properties": [\(properties)]}
    """
  }

  static func file(_ text: String, path: String = "t.json") -> TemplateFile {
    TemplateFile(parsing: SourceText(path: path, text: text))
  }

  /// The only template of a text that must be in order.
  static func read(_ text: String) throws -> ElementTemplate {
    let file = file(text)
    #expect(file.diagnostics.map(\.message).isEmpty)
    return try #require(file.templates.first)
  }

  static func library(_ texts: String...) -> TemplateLibrary {
    var library = TemplateLibrary()
    for text in texts { library.add(file(text)) }
    return library
  }

  /// Every finding about the elements of a diagram.
  static func findings(
    _ diagram: MarkedText, _ library: TemplateLibrary, platform: PlatformVersion? = nil
  ) throws -> [Diagnostic] {
    try model(diagram).elements.flatMap {
      TemplateCheck.diagnostics(for: $0, library: library, platform: platform)
    }
  }
}
