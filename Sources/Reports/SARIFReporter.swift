import Diagnostics
public import JSON
import Linting
import LintRules
import ProjectModel
import Text

/// Reports findings as a SARIF log, the format of GitHub code scanning and many viewers.
///
/// Source: SARIF 2.1.0 (OASIS, with errata 01). Columns count UTF-16 code units, the default of
/// consumers that ignore `columnKind`.
public struct SARIFReporter: Sendable {
  private var path: @Sendable (String) -> String = { $0 }

  /// Creates a reporter.
  public init() {}

  private static let baseID = "%SRCROOT%"

  /// The report as a SARIF log.
  public func report(_ report: CheckReport) -> JSONValue {
    var reporter = self
    reporter.path = report.path
    return reporter.log(report)
  }

  private func log(_ report: CheckReport) -> JSONValue {
    let rules = Array(Set(report.findings.map(\.rule))).sorted()
    let ruleIndexes = Dictionary(uniqueKeysWithValues: zip(rules, rules.indices))
    let fingerprints = Fingerprints(projectPaths: report.projectPaths)
    let results = report.findings.map { finding in
      result(finding, ruleIndexes[finding.rule] ?? 0, fingerprints.fingerprint(of: finding))
    }
    let base = report.root == nil ? "working directory of bpmnc" : "root of the repository"
    return Self.log(
      rules: rules.map(rule),
      members: [
        ("columnKind", "utf16CodeUnits"),
        (
          "originalUriBaseIds",
          [Self.baseID: ["description": ["text": .string("The \(base).")]]]
        ),
        ("artifacts", .array(report.files.map { ["location": artifact($0)] })),
        ("results", .array(results)),
      ])
  }

  /// A log with one run of bpmnc.
  static func log(rules: [JSONValue] = [], members: [(String, JSONValue)]) -> JSONValue {
    let driver: JSONValue = [
      "name": "bpmnc", "version": .string(BPMNCVersion.current), "rules": .array(rules),
    ]
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [.object([("tool", ["driver": driver])] + members)],
    ]
  }

  // MARK: Rules

  private func rule(_ name: String) -> JSONValue {
    var members: [(String, JSONValue)] = [("id", .string(name))]
    if let documentation = RuleDocumentation.named(name) {
      members += [
        ("shortDescription", message(documentation.summary)),
        (
          "help",
          [
            "text": .string(documentation.plainText()),
            "markdown": .string(documentation.markdown),
          ]
        ),
      ]
      if let severity = documentation.severities.first {
        members.append(("defaultConfiguration", ["level": .string(level(severity))]))
      }
    }
    return .object(members)
  }

  private func level(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  // MARK: Results

  private func result(
    _ finding: Diagnostic, _ ruleIndex: Int, _ fingerprint: String
  ) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("ruleId", .string(finding.rule)),
      ("ruleIndex", JSONValue(ruleIndex)),
      ("level", .string(level(finding.severity))),
      ("message", message(finding.messageWithHelp)),
      ("locations", [location(finding)]),
      ("partialFingerprints", ["bpmnc/v2": .string(fingerprint)]),
    ]
    let related = finding.notes.filter { $0.location != nil }
    if !related.isEmpty {
      members.append(("relatedLocations", .array(related.enumerated().map(relatedLocation))))
    }
    if let fixIt = finding.fixIt, !fixIt.edits.isEmpty {
      members.append(("fixes", [fix(fixIt, finding.location.source)]))
    }
    return .object(members)
  }

  private func message(_ text: String) -> JSONValue { ["text": .string(text)] }

  private func location(_ finding: Diagnostic) -> JSONValue {
    var members = [("physicalLocation", physicalLocation(finding.location))]
    if let element = finding.element {
      members.append(
        (
          "logicalLocations",
          [
            [
              "name": .string(element.name ?? element.id),
              "fullyQualifiedName": .string(
                (element.process.map { $0 == element.id ? "" : $0 + "/" } ?? "") + element.id),
              "kind": "element",
            ]
          ]
        ))
    }
    return .object(members)
  }

  private func relatedLocation(_ index: Int, _ note: Diagnostic.Note) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", JSONValue(index)), ("message", message(note.message)),
    ]
    if let location = note.location {
      members.append(("physicalLocation", physicalLocation(location)))
    }
    return .object(members)
  }

  private func fix(_ fixIt: Diagnostic.FixIt, _ source: SourceText) -> JSONValue {
    let replacements = fixIt.edits.map { edit -> JSONValue in
      [
        "deletedRegion": region(SourceLocation(source, edit.range)),
        "insertedContent": ["text": .string(edit.replacement)],
      ]
    }
    return [
      "description": message(fixIt.title + (fixIt.effect.map { "; as a result, \($0)" } ?? "")),
      "artifactChanges": [
        ["artifactLocation": artifact(source.path), "replacements": .array(replacements)]
      ],
    ]
  }

  // MARK: Places

  private func physicalLocation(_ location: SourceLocation) -> JSONValue {
    ["artifactLocation": artifact(location.source.path), "region": region(location)]
  }

  private func region(_ location: SourceLocation) -> JSONValue {
    let start = location.source.utf16Position(at: location.range.lowerBound)
    let end = location.source.utf16Position(at: location.range.upperBound)
    return [
      "startLine": JSONValue(start.line), "startColumn": JSONValue(start.column),
      "endLine": JSONValue(end.line), "endColumn": JSONValue(end.column),
    ]
  }

  /// Absolute paths become file URIs. A path that leads out of the folder has no base, because a
  /// reference must stay below its base (SARIF 3.4.4).
  private func artifact(_ path: String) -> JSONValue {
    let uri = PercentEncoding.path(self.path(path))
    if uri.hasPrefix("/") { return ["uri": .string("file://" + uri)] }
    if uri.split(separator: "/").contains("..") { return ["uri": .string(uri)] }
    return ["uri": .string(uri), "uriBaseId": .string(Self.baseID)]
  }
}

extension Diagnostic {
  /// The message as a sentence, followed by the help.
  var messageWithHelp: String {
    let mark = message.last.map { ".!?".contains($0) } ?? true ? "" : "."
    return message + mark + (help.map { " " + $0 } ?? "")
  }
}
