import Compiler
import Diagnostics
import ElementTemplates
import ProjectModel
import Testing

@Suite("Projects that all cores read and check")
struct LargeProjectTests {
  /// A diagram with an empty form and a task without a name, padded to a size.
  private func file(_ name: String, padding: Int) -> InputFile {
    let text = """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:x">
        <!-- \(String(repeating: "x", count: padding)) -->
        <bpmn:process id="process-\(name)" isExecutable="true"><bpmn:extensionElements>
          <zeebe:userTaskForm id="form-\(name)"/></bpmn:extensionElements>
          <bpmn:task id="task-\(name)"/></bpmn:process></bpmn:definitions>
      """
    return InputFile(path: name, relativePath: name, bytes: Array(text.utf8))
  }

  private func findings(padding: Int) -> [String] {
    let files = (0..<160).map { file("\($0).bpmn", padding: padding) }
    return Compilation(Project(files), templates: .builtIn).diagnostics.map {
      "\($0.location.source.path) \($0.rule) \($0.element?.id ?? "")"
    }
  }

  @Test("give the same findings in the same order as small ones")
  func order() {
    let small = findings(padding: 1)
    #expect(small.contains("7.bpmn label-required task-7.bpmn"))
    #expect(findings(padding: 60_000) == small)
  }

  @Test("an empty form is named by its own id, as the engine names it")
  func form() {
    #expect(findings(padding: 1).contains("7.bpmn deploy/form form-7.bpmn"))
  }
}
