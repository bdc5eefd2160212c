import BPMN
import Diagnostics
import Linting
import ProjectModel

extension LintRule {
  /// # camunda-compat/implementation
  ///
  /// A task that is implemented by a job worker, script or decision must have exactly one
  /// implementation.
  ///
  /// Service and send tasks need a job type (`zeebe:taskDefinition`). Script tasks need an
  /// expression and a result variable (`zeebe:script`, from Camunda 8.2 on) or a job type. Business
  /// rule tasks need a decision and a result variable (`zeebe:calledDecision`, from 1.3 on) or a
  /// job type. Message throw and end events need a job type. Ad-hoc sub-processes may have a job
  /// type from 8.8 on; other elements have no implementation.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:serviceTask id="send" name="Send" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:taskDefinition type="send-mail" />
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  static let compatImplementation = compat(
    "implementation", .error
  ) { rule in
    let version = rule.version ?? PlatformVersion.newest
    let withExtension = Implementation.allCases.flatMap { kind in
      rule.extensions(kind.rawValue).map(\.owner)
    }
    let candidates = Set(rule.elements { $0.mayHaveImplementation } + withExtension)
    return candidates.sorted { $0.index < $1.index }.flatMap { element -> [Diagnostic] in
      guard element.isKnown(in: version) else { return [] }
      let found = Implementation.allCases.map { ($0, rule.extensions($0.rawValue, of: element)) }
        .filter { !$0.1.isEmpty }
      if found.count == 1, let (kind, extensions) = found.first, let first = extensions.first {
        guard let release = kind.firstVersion(on: element), release <= version else {
          return [rule.notAllowed(kind, first, from: kind.firstVersion(on: element))]
        }
        let missing = kind.required.filter { first[$0].isMissing }
        if !missing.isEmpty { return missing.map { rule.missing($0, of: kind, first) } }
      }
      let allowed = Implementation.allCases.filter { kind in
        kind.firstVersion(on: element).map { $0 <= version } ?? false
      }
      if allowed.isEmpty || element.type == .adHocSubProcess { return [] }
      let count = found.filter { allowed.contains($0.0) }.map(\.1.count).reduce(0, +)
      return count == 1 ? [] : [rule.notOne(element, allowed, count)]
    }
  }
}

/// The implementation of an element, by the name of its extension element.
private enum Implementation: String, CaseIterable {
  case calledDecision, script, taskDefinition

  /// The first version that supports this implementation of the element; nil if none does.
  func firstVersion(on element: BPMNElement) -> PlatformVersion? {
    switch (self, element.type) {
    case (.calledDecision, .businessRuleTask): PlatformVersion(1, 3)
    case (.script, .scriptTask): PlatformVersion(8, 2)
    case (.taskDefinition, .serviceTask): PlatformVersion(1, 0)
    case (.taskDefinition, .scriptTask), (.taskDefinition, .sendTask),
      (.taskDefinition, .businessRuleTask):
      PlatformVersion(1, 1)
    case (.taskDefinition, .intermediateThrowEvent), (.taskDefinition, .endEvent):
      element.eventDefinitions.first?.type == .messageEventDefinition
        ? PlatformVersion(1, 2) : nil
    case (.taskDefinition, .adHocSubProcess): PlatformVersion(8, 8)
    default: nil
    }
  }

  var required: [String] {
    switch self {
    case .calledDecision: ["decisionId", "resultVariable"]
    case .script: ["expression", "resultVariable"]
    case .taskDefinition: ["type"]
    }
  }

  /// The name in messages.
  var label: String {
    switch self {
    case .calledDecision: "a decision (zeebe:calledDecision)"
    case .script: "an expression (zeebe:script)"
    case .taskDefinition: "a job type (zeebe:taskDefinition)"
    }
  }
}

extension ElementType {
  fileprivate var mayHaveImplementation: Bool {
    switch self {
    case .serviceTask, .scriptTask, .sendTask, .businessRuleTask, .intermediateThrowEvent,
      .endEvent:
      true
    default: false
    }
  }
}

extension BPMNElement {
  /// Whether the version supports the element at all; another rule reports that.
  fileprivate func isKnown(in version: PlatformVersion) -> Bool {
    guard type.isFlowElement else { return type == .process }
    let event = type.isEvent ? eventDefinitions.first?.type : nil
    if type.isEvent, event == nil { return !type.isThrowEvent }
    return LintRule.firstVersion(of: type, event).map { $0 <= version } ?? false
  }
}

extension CompatInput {
  fileprivate func notAllowed(
    _ kind: Implementation, _ element: CompatExtension, from release: PlatformVersion?
  ) -> Diagnostic {
    let place = element.place
    let reason = release.map { "only from Camunda \($0.major).\($0.minor) on" } ?? "in no version"
    let newer = release.map { ", or target Camunda \($0.major).\($0.minor) or later" } ?? ""
    return finding(
      "\"\(place.owner.label)\" has \(kind.label), which such an element supports \(reason)",
      help: "Remove it\(newer).", on: place.owner, at: place.location, path: place.path)
  }

  fileprivate func missing(
    _ name: String, of kind: Implementation, _ element: CompatExtension
  ) -> Diagnostic {
    let place = element.attribute(name)
    return finding(
      "\"\(place.owner.label)\" has \(kind.label) without \(name)", help: "Set \(name).",
      on: place.owner, at: place.location, path: place.path)
  }

  fileprivate func notOne(
    _ element: BPMNElement, _ allowed: [Implementation], _ count: Int
  ) -> Diagnostic {
    let choice = allowed.map(\.label).joined(separator: " or ")
    return finding(
      "\"\(element.label)\" has \(count == 0 ? "no implementation" : "\(count) implementations")",
      help: "Give it \(count == 0 ? "" : "only one implementation: ")\(choice).", on: element)
  }
}
