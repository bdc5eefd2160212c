import Compiler
import ElementTemplates
import JSON
import TestSupport
import Testing

@Suite("Bundles")
struct BundleTests {
  static let process = """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
      <bpmn:process id="P" name="Process" isExecutable="true">
        <bpmn:startEvent id="start">
          <bpmn:extensionElements><zeebe:properties>
            <zeebe:property name="inbound.type" value="io.camunda:webhook:1"/>
            <zeebe:property name="inbound.context" value="a b"/>
            <zeebe:property name="inbound.hmacSecret" value="{{secrets.TOKEN}}"/>
          </zeebe:properties></bpmn:extensionElements>
        </bpmn:startEvent>
      </bpmn:process>
    </bpmn:definitions>
    """

  func bundle(_ files: [(path: String, relative: String)]) throws -> Bundle {
    let inputs = files.map {
      InputFile(path: $0.path, relativePath: $0.relative, bytes: Array(Self.process.utf8))
    }
    let compilation = Compilation(Project(inputs), templates: .builtIn)
    return try Bundle(compilation, templates: .builtIn)
  }

  @Test("reads what it wrote, byte for byte")
  func roundTrip() throws {
    let written = try bundle([("in/b.bpmn", "b.bpmn"), ("in/a.form", "a.form")])
    let read = try Bundle(reading: written.bytes)
    #expect(read.bytes == written.bytes)
    #expect(read.resources.map(\.path) == ["a.form", "b.bpmn"])
    #expect(read.resources[1].bytes == Array(Self.process.utf8))
    #expect(read.manifest["processes"]?[0]?["id"] == "P")
    #expect(read.webhooks["webhooks"]?[0]?["path"] == "/inbound/a%20b")
    #expect(read.webhooks["webhooks"]?[0]?["file"] == "b.bpmn")
    #expect(read.secrets["secrets"]?[0]?["name"] == "TOKEN")
  }

  @Test("are the same bytes wherever the project lies and in whatever order it is read")
  func reproducible() throws {
    let one = try bundle([("x/a.bpmn", "a.bpmn"), ("x/b/c.bpmn", "b/c.bpmn")])
    let other = try bundle([("/far/away/b/c.bpmn", "b/c.bpmn"), ("/far/away/a.bpmn", "a.bpmn")])
    #expect(one.bytes == other.bytes)
  }

  @Test("two files for one place are refused")
  func collision() {
    #expect(throws: Bundle.Fault.self) {
      try bundle([("x/a.bpmn", "a.bpmn"), ("y/a.bpmn", "a.bpmn")])
    }
  }

  @Test("cut anywhere, or with any bit turned, are refused with a reason")
  func damage() throws {
    let bytes = try bundle([("a.bpmn", "a.bpmn")]).bytes
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: Bundle.Fault.self, "cut at \(length)") {
        try Bundle(reading: Array(bytes[..<length]))
      }
    }
    for index in stride(from: 0, to: bytes.count, by: 3) {
      var damaged = bytes
      damaged[index] ^= 1 << UInt8(index % 8)
      #expect(throws: Bundle.Fault.self, "bit at \(index)") { try Bundle(reading: damaged) }
    }
  }
}
