import BPMN
import Foundation
import Testing
import TestSupport

@testable import Linting
@testable import LintRules

@Suite("The documentation of deployment rules")
struct DeploymentDocumentationTests {
  @Test("shows a bad and a good example of every rule, and the rules agree")
  func examples() throws {
    let documented = try Self.documented()
    #expect(documented.map(\.rule).sorted() == LintRule.deployment.map(\.name).sorted())
    for (rule, bad, good) in documented {
      let name = String(rule.dropFirst("deploy/".count))
      for version in [PlatformVersion(8, 10)] {
        let marks = DeploymentMarks.marks(of: name, in: bad, version: version)
        #expect(marks == DeploymentMarks.expected(bad), "\(rule)")
        #expect(DeploymentMarks.marks(of: name, in: good, version: version) == [], "\(rule)")
      }
    }
  }

  /// The examples of the doc comments.
  private static func documented() throws -> [(rule: String, bad: String, good: String)] {
    let folder = Cases.packageFolder.appending(path: "Sources/LintRules/Deployment")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .compactMap { file in
        let lines = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
          .components(separatedBy: "\n")
          .map { $0.trimmingCharacters(in: .whitespaces) }
          .filter { $0.hasPrefix("///") }
          .map { String($0.dropFirst(4)) }
        guard let rule = lines.first(where: { $0.hasPrefix("# deploy/") })?.dropFirst(2) else {
          return nil
        }
        let blocks = lines.joined(separator: "\n").components(separatedBy: "```xml\n").dropFirst()
          .compactMap { $0.components(separatedBy: "\n```").first }
        guard blocks.count == 2 else { return (String(rule), "", "") }
        return (String(rule), blocks[0], blocks[1])
      }
  }
}
