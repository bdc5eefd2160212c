package import BPMN
package import Diagnostics
import XML

/// Removes findings that repeat another one: by default, a mistake that makes the engine reject a
/// diagram is one error of a `deploy/` rule, without the findings of the rules it covers.
///
/// A covered rule still reports if it is requested by name in `bpmnc.yaml`, by a bpmnlint
/// configuration, or by `--rule`.
package struct CoveredFindings {
  private let settings: LintSettings
  /// The covered rules by the rule that covers them.
  private let coveredRules: [String: [String]]
  private let covered: Set<String>

  package init(of rules: [LintRule], _ settings: LintSettings) {
    self.settings = settings
    coveredRules = Dictionary(
      uniqueKeysWithValues: rules.filter { !$0.covers.isEmpty }.map { ($0.name, $0.covers) })
    covered = Set([coveredRules, Self.coveredInTexts].flatMap(\.values).joined())
  }

  /// - Parameters:
  ///   - findings: the findings that are not suppressed.
  ///   - all: all findings; a suppressed finding still covers others.
  package func removed(
    from findings: [Diagnostic], by all: [Diagnostic], in models: [BPMNModel]
  ) -> [Diagnostic] {
    var files = FindingFiles(models)
    var covering: [CoveredPlace: Diagnostic.Severity] = [:]
    func cover(_ rules: [String]?, _ places: @autoclosure () -> [FindingPlace], _ by: Diagnostic) {
      guard let rules else { return }
      for place in places() {
        for rule in rules {
          covering[CoveredPlace(rule: rule, place: place), default: .info].raise(to: by.severity)
        }
      }
    }
    for finding in all {
      let rules = coveredRules[finding.rule]
      let rulesInTexts = Self.coveredInTexts[finding.rule]
      guard rules != nil || rulesInTexts != nil else { continue }
      let file = files.file(of: finding)
      cover(rules, finding.places(in: file), finding)
      cover(rulesInTexts, [finding.text(in: file)], finding)
    }
    guard !covering.isEmpty else { return findings }
    return findings.filter { finding in
      // Keeps findings that have a fix.
      guard finding.fixIt == nil, covered.contains(finding.rule) else { return true }
      let file = files.file(of: finding)
      let places =
        finding.places(in: file) + [.file(file.number), finding.text(in: file)]
      let isCovered = places.contains { place in
        // A finding does not cover a more severe one.
        covering[CoveredPlace(rule: finding.rule, place: place)]
          .map { $0 >= finding.severity } ?? false
      }
      return !isCovered
        || settings.file(finding.location.source.path).isRequested(finding.rule)
    }
  }

  /// The covered rules for findings in the same value or text: an expression with a syntax error
  /// gets one finding, but another expression of the element gets its own.
  private static let coveredInTexts: [String: [String]] = [
    "deploy/expression": ["feel/syntax", "camunda-compat/feel"],
    "feel/syntax": ["camunda-compat/feel"],
    "deploy/schema": ["xml/unresolved-reference"],
    "deploy/sequence-flow": ["deploy/schema"],
    "deploy/conditional-event": ["deploy/schema"],
  ]
}

/// A rule and a place where its findings are covered.
private struct CoveredPlace: Hashable {
  var rule: String
  var place: FindingPlace
}

/// The common property of two findings about the same thing; files are numbered.
private enum FindingPlace: Hashable {
  /// An element by its ID.
  case element(String, file: Int)
  /// The start of the range: one rule reports a message without a name on the event that waits for
  /// it, another on the message, but both at the same location.
  case offset(Int, file: Int)
  /// Anywhere in a file.
  case file(Int)
  /// The value of an attribute, or the tag and text of an element, by its start.
  case text(Int, file: Int)
}

/// The files with findings, numbered by path.
private struct FindingFiles {
  struct File {
    var number: Int
    var model: BPMNModel?
  }

  private var byPath: [String: File] = [:]
  /// Saves looking up a path again for each finding.
  private var bySource: [ObjectIdentifier: File] = [:]

  init(_ models: [BPMNModel]) {
    for model in models where byPath[model.source.path] == nil {
      byPath[model.source.path] = File(number: byPath.count, model: model)
    }
  }

  mutating func file(of finding: Diagnostic) -> File {
    let source = finding.location.source
    if let file = bySource[ObjectIdentifier(source)] { return file }
    let file = byPath[source.path] ?? File(number: byPath.count)
    byPath[source.path] = file
    bySource[ObjectIdentifier(source)] = file
    return file
  }
}

extension Diagnostic.Severity {
  fileprivate mutating func raise(to other: Self) { self = max(self, other) }
}

extension Diagnostic {
  /// The value or text of the finding.
  fileprivate func text(in file: FindingFiles.File) -> FindingPlace {
    let offset = location.range.lowerBound
    guard let element = file.model?.document.lastElement(before: offset + 1) else {
      return .text(offset, file: file.number)
    }
    let value = element.attributes.map(\.valueRange).last {
      $0.lowerBound <= offset && offset <= $0.upperBound
    }
    return .text(value?.lowerBound ?? element.range.lowerBound, file: file.number)
  }

  /// The element and the event, activity or flow around it, such as the event of a timer; for the
  /// definitions, also the file.
  fileprivate func places(in file: FindingFiles.File) -> [FindingPlace] {
    var places = [FindingPlace.offset(location.range.lowerBound, file: file.number)]
    guard let id = element?.id else { return places }
    places.append(.element(id, file: file.number))
    guard let element = file.model?.element(id: id) else { return places }
    if element.type == .definitions { places.append(.file(file.number)) }
    var part = element
    while !part.type.isFlowElement, !part.type.isFlowElementsContainer, let parent = part.parent {
      part = parent
    }
    if part.type != .definitions, let whole = part.id, whole != id {
      places.append(.element(whole, file: file.number))
    }
    return places
  }
}
