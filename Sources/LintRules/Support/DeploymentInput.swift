import BPMN
import Diagnostics
import Linting
import ProjectModel
import Text
import XML

/// The input of a deployment rule: the elements that the engine validates at deployment.
///
/// The engine skips a process that is not executable, including its content. References are
/// followed regardless, so a message that only such a process uses is still validated.
struct DeploymentInput: Sendable {
  private let input: RuleInput
  /// The version of the engine that the diagram is for.
  let version: PlatformVersion
  /// The processes that the engine skips, by index.
  private let skippedProcesses: Set<Int>

  init(_ input: RuleInput) {
    self.input = input
    version = input.version ?? PlatformVersion.newest
    skippedProcesses = input.diagram.undeployedProcesses
  }

  var model: BPMNModel { input.model }

  /// The FEEL expressions of the validated elements.
  var expressions: [FEELPlace] {
    input.expressions.filter { isValidated($0.element.owner(in: model)) }
  }

  func isAtLeast(_ major: Int, _ minor: Int) -> Bool {
    version >= PlatformVersion(major, minor)
  }

  /// The elements of these types that the engine validates.
  func elements(_ types: ElementType...) -> [BPMNElement] {
    validated(types.flatMap(model.elements))
  }

  func elements(where isWanted: (ElementType) -> Bool) -> [BPMNElement] {
    validated(model.elements(where: isWanted))
  }

  /// The extension elements with one of these names that the engine validates.
  func zeebe(_ names: String...) -> [XMLElement] {
    model.zeebeElements(names).filter { isValidated($0.owner(in: model)) }
  }

  private func validated(_ elements: [BPMNElement]) -> [BPMNElement] {
    skippedProcesses.isEmpty ? elements : elements.filter(isValidated)
  }

  private func isValidated(_ element: BPMNElement) -> Bool {
    skippedProcesses.isEmpty || element.process.map { !skippedProcesses.contains($0.index) } ?? true
  }

  // MARK: Findings

  /// A finding about a BPMN element, or its nearest ancestor with an id.
  func finding(
    _ message: String, help: String, on element: BPMNElement, at location: SourceLocation? = nil,
    notes: [Diagnostic.Note] = []
  ) -> Diagnostic {
    input.finding(
      message, help: help, on: model.nearestIdentified(element.xml) ?? element,
      at: location ?? element.location, notes: notes)
  }

  /// A finding about an XML element, at one of its attributes if present.
  func finding(
    _ message: String, help: String, at xml: XMLElement, attribute: String? = nil
  ) -> Diagnostic {
    let place = attribute.flatMap { xml.attribute($0) }.map {
      SourceLocation(model.source, $0.valueRange)
    }
    return finding(message, help: help, on: xml.owner(in: model), at: place ?? xml.location)
  }
}

extension LintRule {
  /// A rule about a problem for which the engine rejects a deployment.
  /// - Parameter covers: rules whose findings about the same element are duplicates of this one's.
  static func deploy(
    _ name: String, covers: [String] = [],
    check: @escaping @Sendable (DeploymentInput) -> [Diagnostic]
  ) -> LintRule {
    LintRule("deploy/" + name, .error, covers: covers) { check(DeploymentInput($0)) }
  }
}

// MARK: The engine's view of a diagram

extension BPMNElement {
  /// The event definitions nested in the event; the engine does not follow `eventDefinitionRef`.
  var ownEventDefinitions: [BPMNElement] { children.filter { $0.type.isEventDefinition } }

  func hasOwnDefinition(_ type: ElementType) -> Bool {
    children.contains { $0.type == type }
  }

  var isThrowEvent: Bool { type == .intermediateThrowEvent || type == .endEvent }

  /// The element that a reference resolves to, if it has the expected type.
  func referenced(_ attribute: String, _ type: ElementType) -> BPMNElement? {
    referenced(attribute).flatMap { $0.type == type ? $0 : nil }
  }

  /// The sequence flows that the element lists as `incoming` or `outgoing`.
  ///
  /// The engine's validators use these instead of the flows with the element as source or target.
  func listedFlows(_ direction: FlowList) -> [BPMNElement] {
    listedFlowNames(direction).compactMap {
      guard let flow = model.element(reference: $0.text), flow.type == .sequenceFlow else {
        return nil
      }
      return flow
    }
  }

  /// The `incoming` or `outgoing` children.
  func listedFlowNames(_ direction: FlowList) -> [XMLElement] {
    xml.children.filter {
      $0.name.local == direction.rawValue && $0.name.namespace == XMLNamespace.bpmn
    }
  }

  /// The number of zeebe extension elements of this name, which should be at most one.
  func zeebeCount(_ local: String) -> Int { allZeebe(local).count }
}

enum FlowList: String {
  case incoming, outgoing
}

extension BPMNModel {
  /// The element that a textual reference resolves to.
  func element(reference: String) -> BPMNElement? {
    let name = reference.trimmed
    if let element = element(id: name) { return element }
    return name.split(separator: ":").last.flatMap { element(id: String($0)) }
  }
}

extension XMLElement {
  /// The BPMN element that this element is or belongs to; the definitions if it is outside all
  /// others.
  func owner(in model: BPMNModel) -> BPMNElement {
    var current: XMLElement? = self
    while let place = current {
      if let element = model.element(for: place), element.type != .extensionElements {
        return element
      }
      current = place.parent
    }
    return model.definitions
  }

  /// The value of an attribute; nil where it is absent or empty.
  func nonEmpty(_ attribute: String) -> String? {
    self[attribute].flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension Sequence where Element: Hashable {
  /// The elements that occur more than once, in order of their second occurrence.
  var repeated: [Element] {
    var counts: [Element: Int] = [:]
    return filter {
      counts[$0, default: 0] += 1
      return counts[$0] == 2
    }
  }
}
