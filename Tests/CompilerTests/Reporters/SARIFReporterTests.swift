import Bundles
import Diagnostics
import JSON
import Linting
import LintRules
import Reports
import Testing

@Suite("Findings as SARIF")
struct SARIFReporterTests {
  private let log = SARIFReporter().report(ReportFixture.report)

  private var run: JSONValue? { log["runs"]?[0] }
  private var results: [JSONValue] { run?["results"]?.array ?? [] }

  /// Source: SARIF 2.1.0, 3.13, 3.14, 3.18, 3.19, 3.27.
  @Test("log, run, tool and results have their required members")
  func required() {
    #expect(log["version"] == "2.1.0")
    #expect(run?["tool"]?["driver"]?["name"] == "bpmnc")
    #expect(run?["columnKind"] == "utf16CodeUnits")
    for result in results {
      #expect(result["message"]?["text"]?.string?.isEmpty == false)
      #expect(["error", "warning", "note"].contains(result["level"]?.string))
      #expect(result["locations"]?.array?.count == 1)
    }
    #expect(results.map { $0["level"]?.string } == ["note", "error", "warning"])
  }

  @Test("a result's rule is the one that its index names")
  func rules() {
    let rules = run?["tool"]?["driver"]?["rules"]?.array ?? []
    #expect(rules.map { $0["id"]?.string } == ["test/first", "test/second"])
    for result in results {
      let index = result["ruleIndex"]?.int ?? -1
      #expect(rules.indices.contains(index) && rules[index]["id"] == result["ruleId"])
    }
  }

  @Test("rules carry their documentation")
  func documentation() throws {
    var finding = ReportFixture.error
    finding.rule = "template/required"
    let report = SARIFReporter().report(CheckReport([finding], files: []))
    let rule = try #require(report["runs"]?[0]?["tool"]?["driver"]?["rules"]?[0])
    let documentation = try #require(RuleDocumentation.named("template/required"))
    #expect(rule["shortDescription"]?["text"]?.string == documentation.summary)
    #expect(rule["help"]?["markdown"]?.string == documentation.markdown)
    #expect(rule["defaultConfiguration"] == ["level": "error"])
  }

  @Test("a place is a relative URI and a region in UTF-16 code units")
  func place() {
    let location = results[1]["locations"]?[0]
    #expect(
      location?["physicalLocation"] == [
        "artifactLocation": [
          "uri": "my%20diagrams/gr%C3%B6%C3%9Fe.bpmn", "uriBaseId": "%SRCROOT%",
        ],
        "region": ["startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 12],
      ])
    #expect(
      location?["logicalLocations"] == [
        ["name": "Send <b>\n& @team", "fullyQualifiedName": "order/send", "kind": "element"]
      ])
  }

  @Test(
    "absolute paths are file URIs; paths out of the folder have no base",
    arguments: [
      ("/tmp/a b.bpmn", #"{"uri":"file:///tmp/a%20b.bpmn"}"#),
      ("../b.bpmn", #"{"uri":"../b.bpmn"}"#),
      ("./b.bpmn", #"{"uri":"b.bpmn","uriBaseId":"%SRCROOT%"}"#),
    ])
  func paths(path: String, expected: String) {
    let finding = Diagnostic(
      rule: "test/first", severity: .error, message: "m",
      location: SourceLocation(SourceText(path: path, text: "<a/>"), 0..<1))
    let log = SARIFReporter().report(CheckReport([finding], files: []))
    let place = log["runs"]?[0]?["results"]?[0]?["locations"]?[0]?["physicalLocation"]
    #expect(place?["artifactLocation"]?.text() == expected)
  }

  @Test("notes are related locations, edits are fixes, and fingerprints are there")
  func more() {
    let result = results[1]
    #expect(result["relatedLocations"]?[0]?["message"]?["text"] == "it began here")
    let replacement = result["fixes"]?[0]?["artifactChanges"]?[0]?["replacements"]?[0]
    #expect(
      replacement == [
        "deletedRegion": ["startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 12],
        "insertedContent": ["text": "2"],
      ])
    #expect(result["partialFingerprints"]?["bpmnc/v2"]?.string?.count == 16)
    #expect(run?["artifacts"]?.array?.count == 2)
  }
}
