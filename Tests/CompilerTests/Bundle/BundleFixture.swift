import ElementTemplates

@testable import Bundles
@testable import Compiler
@testable import ProjectModel

/// A small project, its bundle, and a source of numbers that is the same in every run.
enum BundleFixture {
  typealias ProjectBundle = Bundles.ProjectBundle
  /// A file by its relative path.
  typealias File = (path: String, text: String)

  static func process(
    id: String = "P", label: String = "Start", webhook: String = "a b", inside: String = ""
  ) -> String {
    """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
      <bpmn:process id="\(id)" name="Process" isExecutable="true">
        <bpmn:startEvent id="start" name="\(label)">
          <bpmn:extensionElements><zeebe:properties>
            <zeebe:property name="inbound.type" value="io.camunda:webhook:1"/>
            <zeebe:property name="inbound.context" value="\(webhook)"/>
            <zeebe:property name="inbound.hmacSecret" value="{{secrets.TOKEN}}"/>
          </zeebe:properties></bpmn:extensionElements>
        </bpmn:startEvent>\(inside)
      </bpmn:process>
    </bpmn:definitions>
    """
  }

  /// A bundle of files by relative path.
  static func bundle(
    _ files: [File], templates: TemplateLibrary = .builtIn,
    environment: ProjectEnvironment? = nil
  ) throws -> Bundles.ProjectBundle {
    try ProjectBundle(compilation(files), templates: templates, environment: environment)
  }

  static func compilation(
    _ files: [File], below folder: String = ""
  ) -> Compilation {
    let inputs = files.map {
      InputFile(path: folder + $0.path, relativePath: $0.path, bytes: Array($0.text.utf8))
    }
    return Compilation(Project(inputs), templates: .builtIn)
  }

  /// The bytes of the smallest bundle that has everything.
  static func small() throws -> [UInt8] {
    try bundle([("a.bpmn", process())])
      .signed(with: SigningKey(raw: Array(repeating: 7, count: 32))).archive()
  }

  /// Whether reading the bytes is refused with a reason.
  static func isRefused(_ bytes: [UInt8]) -> Bool { reason(bytes) != nil }

  /// Why reading the bytes is refused; nil where it is not.
  static func reason(_ bytes: [UInt8]) -> String? {
    do throws(ProjectBundle.Fault) {
      _ = try ProjectBundle(reading: bytes)
      return nil
    } catch {
      return error.message.isEmpty ? nil : error.message
    }
  }
}
