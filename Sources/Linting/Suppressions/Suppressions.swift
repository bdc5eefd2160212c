import BPMN
package import Diagnostics
package import ProjectModel
import Text
import XML

/// The suppressions in the diagrams.
///
/// - The property `bpmnc:ignore` (`zeebe:property`), whose value lists the rules, applies to its
///   element and the element's contents.
/// - The comment `<!-- bpmnc:ignore RULE … -->` applies to the next element and its contents, or to
///   the whole file if it precedes `bpmn:definitions`. Modelers drop comments when they save.
///
/// Rules are separated by spaces or commas. A `*` at the end of a name matches any suffix. Text
/// after a colon is the reason. A suppression that has no effect, or names no rules, is a finding
/// of `project/unused-ignore`.
package struct Suppressions {
  package struct Entry {
    package var source: SourceText
    /// The rule, or a pattern.
    package var name: String
    /// The bytes it applies to.
    package var scope: Range<Int>
    package var location: Range<Int>
  }

  private let entries: [Entry]
  /// The suppressions that name no rules.
  private let empty: [Entry]
  private let reportsUnused: Bool

  /// - Parameter reportsUnused: whether all rules run, so that a suppression without findings is
  ///   unused.
  package init(_ project: Project, reportsUnused: Bool) {
    self.reportsUnused = reportsUnused
    let all = project.files.flatMap(Self.entries(in:))
    entries = all.filter { !$0.name.isEmpty }
    empty = all.filter { $0.name.isEmpty }
  }

  /// The findings that are not suppressed, and findings for unused suppressions.
  package func applied(to findings: [Diagnostic]) -> [Diagnostic] {
    guard !entries.isEmpty else { return findings + nameless }
    var sweep = SuppressionSweep(entries)
    let order = findings.indices.sorted {
      findings[$0].location.range.lowerBound < findings[$1].location.range.lowerBound
    }
    var isLeft = Array(repeating: true, count: findings.count)
    for index in order { isLeft[index] = !sweep.suppresses(findings[index]) }
    let left = findings.indices.filter { isLeft[$0] }.map { findings[$0] }
    guard reportsUnused else { return left }
    return left + nameless + sweep.unused.map { .unusedIgnore($0.name, $0.source, $0.location) }
  }

  /// Findings for suppressions that name no rules.
  private var nameless: [Diagnostic] {
    reportsUnused ? empty.map { .namelessIgnore($0.source, $0.location) } : []
  }

  private static func entries(in file: ProjectFile) -> [Entry] {
    guard let model = file.model, !file.suppressionPlaces.isEmpty else { return [] }
    return comments(model, file.suppressionPlaces) + properties(model)
  }

  // MARK: Comments

  private static func comments(_ model: BPMNModel, _ places: [Int]) -> [Entry] {
    let bytes = model.source.bytes
    var ends = bytes.offsets(of: "-->", from: places[0])[...]
    return places.flatMap { place -> [Entry] in
      ends = ends.drop { $0 <= place }
      guard let start = commentStart(before: place, in: bytes), let length = ends.first else {
        return []
      }
      let list = place + BPMNModel.suppressionMark.utf8.count..<length
      let scope = model.document.firstElement(from: length)?.range ?? length..<length
      return names(in: String(decoding: bytes[list], as: UTF8.self)).map {
        Entry(source: model.source, name: $0, scope: scope, location: start..<length + 3)
      }
    }
  }

  /// The start of the comment whose first word is at `place`.
  private static func commentStart(before place: Int, in bytes: [UInt8]) -> Int? {
    var index = place
    while index > 0, bytes[index - 1].isASCIISpace { index -= 1 }
    guard index >= 4, bytes[(index - 4)..<index].elementsEqual("<!--".utf8) else { return nil }
    return index - 4
  }

  // MARK: Properties

  private static func properties(_ model: BPMNModel) -> [Entry] {
    model.elements.flatMap { element -> [Entry] in
      element.zeebeProperties.filter { $0.name == BPMNModel.suppressionMark }.flatMap {
        property in
        names(in: property.value ?? "").map {
          Entry(
            source: model.source, name: $0, scope: element.xml.range,
            location: property.xml.location.range)
        }
      }
    }
  }

  /// The rules in a list; one empty name if there are none.
  private static func names(in text: String) -> [String] {
    let names = text.prefix { $0 != ":" }.split { $0 == "," || $0.isWhitespace }.map(String.init)
    return names.isEmpty ? [""] : names
  }
}

extension Diagnostic {
  /// # project/unused-ignore
  ///
  /// A suppression must suppress a finding.
  ///
  /// After a diagram is corrected, a leftover suppression would hide the next problem. Delete it.
  /// A suppression that names no rules suppresses nothing; list the rules.
  ///
  /// Severity: warning
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<!-- bpmnc:ignore label-required: it is only a sketch -->
  /// <bpmn:task id="pack" name="Pack" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <!-- bpmnc:ignore label-required: it is only a sketch -->
  /// <bpmn:task id="pack" />
  /// ```
  fileprivate static func unusedIgnore(
    _ name: String, _ source: SourceText, _ range: Range<Int>
  ) -> Diagnostic {
    Diagnostic(
      rule: "project/unused-ignore", severity: .warning,
      message: "unused suppression: '\(name)' has no findings here",
      help: "Delete the suppression.", location: SourceLocation(source, range))
  }

  fileprivate static func namelessIgnore(_ source: SourceText, _ range: Range<Int>) -> Diagnostic {
    Diagnostic(
      rule: "project/unused-ignore", severity: .warning,
      message: "the suppression names no rules and suppresses nothing",
      help: "List the rules, such as 'bpmnc:ignore label-required: the reason'.",
      location: SourceLocation(source, range))
  }
}
