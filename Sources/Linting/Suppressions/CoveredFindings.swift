package import BPMN
package import Diagnostics
import XML

/// Leaves out what another finding says already: by default, a mistake for which the engine would
/// refuse a diagram is one error of a `deploy/` rule, and not another one of each rule that the
/// `deploy/` rule covers.
///
/// Whoever asks for the covered rule gets it: by its name in `bpmnc.yaml`, by a configuration of
/// bpmnlint, or by `--rule`, where the other one does not run.
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
  ///   - findings: what is left after suppression.
  ///   - all: the findings before it: a suppressed one does not bring back those that it covers.
  package func removed(
    from findings: [Diagnostic], by all: [Diagnostic], in models: [BPMNModel]
  ) -> [Diagnostic] {
    let paths = Dictionary(
      models.map { ($0.source.path, $0) }, uniquingKeysWith: { first, _ in first })
    var covering: [CoveredPlace: Diagnostic.Severity] = [:]
    func cover(_ rules: [String]?, _ places: @autoclosure () -> [FindingPlace], _ by: Diagnostic) {
      guard let rules else { return }
      for place in places() {
        for rule in rules {
          let key = CoveredPlace(rule: rule, place: place)
          covering[key] = max(covering[key] ?? .info, by.severity)
        }
      }
    }
    for finding in all {
      let model = paths[finding.location.source.path]
      cover(coveredRules[finding.rule], finding.places(in: model), finding)
      cover(Self.coveredInTexts[finding.rule], [finding.text(in: model)], finding)
    }
    guard !covering.isEmpty else { return findings }
    return findings.filter { finding in
      // A change that `--fix` can make is not lost.
      guard finding.fixIt == nil, covered.contains(finding.rule) else { return true }
      let path = finding.location.source.path
      let places =
        finding.places(in: paths[path]) + [.file(path), finding.text(in: paths[path])]
      let isCovered = places.contains { place in
        // What was made less severe says less than the other one.
        covering[CoveredPlace(rule: finding.rule, place: place)]
          .map { $0 >= finding.severity } ?? false
      }
      return !isCovered || settings.file(path).isAskedFor(finding.rule)
    }
  }

  /// The rules whose findings in the same value or text are covered: of an expression that can't be
  /// read, one finding is enough, while another expression of the element has its own.
  private static let coveredInTexts: [String: [String]] = [
    "deploy/expression": ["feel/syntax", "camunda-compat/feel"],
    "feel/syntax": ["camunda-compat/feel"],
    "deploy/schema": ["xml/unresolved-reference"],
    "deploy/sequence-flow": ["deploy/schema"],
    "deploy/conditional-event": ["deploy/schema"],
  ]
}

/// Where a finding of a rule repeats another one.
private struct CoveredPlace: Hashable {
  var rule: String
  var place: FindingPlace
}

/// What two findings have in common that are about the same thing.
private enum FindingPlace: Hashable {
  /// An element by its id.
  case element(String, path: String)
  /// Where the range begins: a message without a name is found at the event that waits for it by
  /// one rule, and at the message by the other, but shown at the same place.
  case offset(Int, path: String)
  /// Any place of a file.
  case file(String)
  /// The value of an attribute, or the tag and text of an element, by where it begins.
  case text(Int, path: String)
}

extension Diagnostic {
  /// The value or text that the finding is about.
  fileprivate func text(in model: BPMNModel?) -> FindingPlace {
    let offset = location.range.lowerBound
    guard let element = model?.document.lastElement(before: offset + 1) else {
      return .text(offset, path: location.source.path)
    }
    let value = element.attributes.map(\.valueRange).last {
      $0.lowerBound <= offset && offset <= $0.upperBound
    }
    return .text(value?.lowerBound ?? element.range.lowerBound, path: location.source.path)
  }

  /// The element and the event, activity or flow that it is a part of, such as the event of a timer;
  /// what is said of the definitions is said of the file.
  fileprivate func places(in model: BPMNModel?) -> [FindingPlace] {
    let path = location.source.path
    var places = [FindingPlace.offset(location.range.lowerBound, path: path)]
    guard let id = element?.id else { return places }
    places.append(.element(id, path: path))
    guard let element = model?.element(id: id) else { return places }
    if element.type == .definitions { places.append(.file(path)) }
    var part = element
    while !part.type.isFlowElement, !part.type.isFlowElementsContainer, let parent = part.parent {
      part = parent
    }
    if part.type != .definitions, let whole = part.id, whole != id {
      places.append(.element(whole, path: path))
    }
    return places
  }
}
