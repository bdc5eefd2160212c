import BPMN
import Diagnostics
import JSON
import Testing
import TestSupport
import XML

@testable import Bundles
@testable import Linting
@testable import LintRules
@testable import Webhooks

@Suite("Deployment rules on rows from outside", .enabled(if: Cases.arePresent))
struct DeploymentCaseTests {
  @Test(
    "give the engine's verdict, at the elements that it names",
    arguments: ["design-time", "expressions-a", "expressions-b"])
  func rows(file: String) throws {
    let lines = try Cases.text("deployment/\(file).jsonl").split(separator: "\n")
    for (number, line) in lines.enumerated() {
      let row = try JSONValue(parsing: String(line))
      let text = row["xml"]?.string ?? ""
      let model = try #require(BPMNFile(parsing: Array(text.utf8), path: "row.bpmn").model)
      let found = LintRule.deployment.flatMap {
        $0.check(RuleInput($0, model, version: PlatformVersion(8, 6)))
      }
      let violations = (row["violations"]?.array ?? []).map(Self.place)
      let expects = (row["test_expects"]?.array ?? []).compactMap(\.string).map(Self.place)
      let expected = file == "design-time" ? violations : violations + expects
      #expect(
        found.isEmpty == expected.isEmpty, "row \(number): \(found.map(\.message))")
      for place in expected {
        #expect(
          found.contains { place.holds($0, in: model.document) },
          "row \(number) has no finding at \(place)")
      }
    }
  }

  /// An element by its name or its id.
  private struct Place: CustomStringConvertible {
    var name: String?
    var id: String?

    var description: String { [name, id].compactMap { $0 }.joined(separator: " ") }

    /// Whether a finding names the element, or stands in it where it has no id that BPMN knows.
    func holds(_ finding: Diagnostic, in document: XMLDocument) -> Bool {
      if let id, finding.element?.id == id { return true }
      return (0..<document.elementCount).map(document.element(at:)).contains { element in
        (id == nil ? element.name.local == name : element["id"] == id)
          && element.range.contains(finding.location.range.lowerBound)
      }
    }
  }

  private static func place(_ violation: JSONValue) -> Place {
    Place(name: violation["element"]?.string, id: violation["id"]?.string)
  }

  /// `ERROR: {id: task, message: …}` or `ERROR: {type: ZeebeInput, message: …}`.
  private static func place(_ text: String) -> Place {
    func value(_ key: String) -> String? {
      text.firstRange(of: "{\(key): ").map { range in
        String(text[range.upperBound...].prefix { $0 != "," })
      }
    }
    let type = value("type").map { $0.hasPrefix("Zeebe") ? String($0.dropFirst(5)) : $0 }
    return Place(name: type.map { $0.prefix(1).lowercased() + $0.dropFirst() }, id: value("id"))
  }
}
