import ElementTemplates
import JSON
import Testing
import Webhooks

@testable import Bundles
@testable import Compiler
@testable import ProjectModel

@Suite("Bundles")
struct BundleTests {
  static let files: [BundleFixture.File] = [
    ("b.bpmn", BundleFixture.process()), ("a.form", "{\"id\": \"ask\"}"),
  ]

  @Test("reads what it wrote, byte for byte")
  func roundTrip() throws {
    let written = try BundleFixture.bundle(Self.files).archive()
    let read = try ProjectBundle(reading: written)
    #expect(try read.archive() == written)
    #expect(read.resources.map(\.path) == ["a.form", "b.bpmn"])
    #expect(read.resources[1].bytes == Array(BundleFixture.process().utf8))
    #expect(read.manifest.processes.map(\.id) == ["P"])
    #expect(read.manifest.forms == [.init(id: "ask", name: nil, file: "a.form")])
    #expect(read.webhooks.entries[0].path == "/inbound/a%20b")
    #expect(read.webhooks.entries[0].file == "b.bpmn")
    #expect(read.secrets["secrets"]?[0]?["name"] == "TOKEN")
    #expect(read.signature == nil)
  }

  @Test("are the same bytes wherever the project lies and in whatever order it is read")
  func reproducible() throws {
    let files: [BundleFixture.File] = [
      ("a.bpmn", BundleFixture.process()), ("b/c.bpmn", BundleFixture.process(id: "Q")),
      ("b-c.bpmn", BundleFixture.process(id: "R", webhook: "a b")),
      ("Ä.bpmn", BundleFixture.process(id: "S")), ("Z.bpmn", BundleFixture.process(id: "T")),
    ]
    let one = try ProjectBundle(BundleFixture.compilation(files, below: "x/"), templates: .builtIn)
    let other = try ProjectBundle(
      BundleFixture.compilation(files.reversed(), below: "/far/away/"), templates: .builtIn)
    #expect(try one.archive() == other.archive())
    #expect(
      one.resources.map(\.path) == ["Z.bpmn", "a.bpmn", "b-c.bpmn", "b/c.bpmn", "Ä.bpmn"])
  }

  @Test("have an archive whose bytes are the same on every machine and day")
  func pinnedBytes() throws {
    let entries = [("a", [1, 2, 3]), ("b/ä", [])].map { path, bytes in
      ZipArchive.Entry(path: path, bytes: (bytes as [UInt8])[...])
    }
    try ZipArchive.check(entries)
    let archive = Array(ZipArchive.write(entries).joined())
    #expect(archive.count == 187)
    #expect(
      ProjectBundle.sha256(archive[...])
        == "ac8270e5784a239031e9f451c9581cc7ebd5e95d2f0c6f090410860834bab8a2")
  }

  @Test("carries the URLs and the name of an environment")
  func environment() throws {
    var staging = ProjectEnvironment(name: "staging")
    staging.baseURL = "https://staging.example"
    let bundle = try BundleFixture.bundle(Self.files, environment: staging)
    #expect(bundle.manifest.environment == "staging")
    #expect(
      bundle.webhooks.entries[0].addresses.map(\.url)
        == ["https://staging.example/inbound/a%20b"])
  }

  @Test(
    "two files for one place are refused, and such as are one file on another system",
    arguments: [["a.bpmn", "A.bpmn"], ["\u{E9}.bpmn", "e\u{301}.bpmn"], ["x", "x/a.bpmn"]])
  func collision(paths: [String]) {
    #expect(throws: ProjectBundle.Fault.self) {
      try BundleFixture.bundle(paths.map { ($0, BundleFixture.process()) })
    }
  }

  @Test("two roots with the same file inside are refused with both places")
  func sameRelativePath() {
    let inputs = ["x", "y"].map {
      InputFile(
        path: "\($0)/a.bpmn", relativePath: "a.bpmn", bytes: Array(BundleFixture.process().utf8))
    }
    let compilation = Compilation(Project(inputs), templates: .builtIn)
    let fault = #expect(throws: ProjectBundle.Fault.self) {
      try ProjectBundle(compilation, templates: .builtIn)
    }
    #expect(fault?.message.contains("x/a.bpmn and y/a.bpmn would both be a.bpmn") == true)
  }

  @Test("holds the templates that elements use, and files that tasks link")
  func templatesAndLinks() throws {
    let task = """

      <bpmn:serviceTask id="t" zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1"
          zeebe:modelerTemplateVersion="4" />
      """
    let inputs = [
      InputFile(
        path: "a.bpmn", relativePath: "a.bpmn",
        bytes: Array(BundleFixture.process(inside: task).utf8)),
      InputFile(path: "r.txt", relativePath: "r.txt", bytes: [1, 2, 3], kind: .resource),
    ]
    let bundle = try ProjectBundle(
      Compilation(Project(inputs), templates: .builtIn), templates: .builtIn)
    #expect(bundle.manifest.linkedResources == ["r.txt"])
    #expect(bundle.manifest.templates.map(\.version) == [4])
    #expect(bundle.templates.map(\.path) == ["io.camunda.connectors.Twilio.v1/4.json"])
    #expect(try ProjectBundle(reading: bundle.archive()).manifest == bundle.manifest)
  }
}
