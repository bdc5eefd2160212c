package import ProjectModel
import BPMN
package import Diagnostics
import Text
import XML

/// The findings that authors declared to be all right, in the diagrams themselves.
///
/// - The comment `<!-- bpmnc:ignore RULE … -->` counts for the next element and all in it: before
///   `bpmn:definitions` for the whole file.
/// - The property `bpmnc:ignore` (`zeebe:property`) with the rules as its value counts for the
///   element that has it and all in it.
///
/// Rules are separated by blanks or commas, `*` at the end of a name stands for any rest; what
/// comes after a colon is the reason. A suppression that suppresses nothing is a finding of
/// `project/unused-ignore`.
package struct Suppressions {
  package struct Entry {
    package var source: SourceText
    /// The rule, or a pattern.
    package var name: String
    /// The bytes in which it counts.
    package var scope: Range<Int>
    package var location: Range<Int>
  }

  private let entries: [Entry]
  private let reportsUnused: Bool

  /// - Parameter onlyRule: where one rule alone runs, the suppressions of others look unused.
  package init(_ project: Project, onlyRule: String?) {
    reportsUnused = onlyRule == nil
    entries = project.files.flatMap(Self.entries(in:))
  }

  /// The findings that are left, and those about suppressions that have no use.
  package func applied(to findings: [Diagnostic]) -> [Diagnostic] {
    guard !entries.isEmpty else { return findings }
    var sweep = SuppressionSweep(entries)
    let order = findings.indices.sorted {
      findings[$0].location.range.lowerBound < findings[$1].location.range.lowerBound
    }
    var isLeft = Array(repeating: true, count: findings.count)
    for index in order { isLeft[index] = !sweep.suppresses(findings[index]) }
    let left = findings.indices.filter { isLeft[$0] }.map { findings[$0] }
    guard reportsUnused else { return left }
    return left + sweep.unused.map { .unusedIgnore($0.name, $0.source, $0.location) }
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
      let words = place + ProjectFile.suppressionMark.utf8.count..<length
      let scope = model.document.firstElement(from: length)?.range ?? length..<length
      return names(in: String(decoding: bytes[words], as: UTF8.self)).map {
        Entry(source: model.source, name: $0, scope: scope, location: start..<length + 3)
      }
    }
  }

  /// Where the comment begins whose first word stands at `place`.
  private static func commentStart(before place: Int, in bytes: [UInt8]) -> Int? {
    var index = place
    while index > 0, bytes[index - 1] == 0x20 || 0x09...0x0D ~= bytes[index - 1] { index -= 1 }
    guard index >= 4, bytes[(index - 4)..<index].elementsEqual("<!--".utf8) else { return nil }
    return index - 4
  }

  // MARK: Properties

  private static func properties(_ model: BPMNModel) -> [Entry] {
    model.elements.flatMap { element -> [Entry] in
      element.zeebeProperties.filter { $0.name == ProjectFile.suppressionMark }.flatMap {
        property in
        names(in: property.value ?? "").map {
          Entry(
            source: model.source, name: $0, scope: element.xml.range,
            location: property.xml.location.range)
        }
      }
    }
  }

  private static func names(in text: String) -> [String] {
    text.prefix { $0 != ":" }.split { $0 == "," || $0.isWhitespace }.map(String.init)
  }
}

extension Diagnostic {
  /// # project/unused-ignore
  ///
  /// A suppression suppresses something.
  ///
  /// When a diagram is corrected, the suppression stays behind and would hide the next fault. Delete it.
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
      message: "nothing of '\(name)' is found here, so there is nothing to ignore",
      help: "Delete the suppression.", location: SourceLocation(source, range))
  }
}
