import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/link
  ///
  /// Every link must have a name and exactly one catch event in the same process or sub-process.
  ///
  /// Several throw events may share one catch event. The names of catch events are unique within a
  /// process and all of its sub-processes.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:intermediateThrowEvent id="toPayment">
  ///   1️⃣<bpmn:linkEventDefinition id="link" name="" />
  /// </bpmn:intermediateThrowEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:intermediateThrowEvent id="toPayment">
  ///   <bpmn:linkEventDefinition id="link" name="payment" />
  /// </bpmn:intermediateThrowEvent>
  /// <bpmn:intermediateCatchEvent id="payment">
  ///   <bpmn:linkEventDefinition id="from" name="payment" />
  /// </bpmn:intermediateCatchEvent>
  /// ```
  static let deployLink = deploy(
    "link",
    covers: ["link-event", "camunda-compat/link-event"]
  ) { deployment in
    let links = deployment.elements(.linkEventDefinition)
    guard !links.isEmpty else { return [] }
    return links.filter { $0.xml.nonEmpty("name") == nil }.map(deployment.noName)
      + deployment.links(links.compactMap(Link.init))
  }
}

/// A link event with a name.
private struct Link {
  let definition: BPMNElement
  let name: String
  let isCatch: Bool
  let scope: BPMNElement

  init?(_ definition: BPMNElement) {
    guard let name = definition.xml.nonEmpty("name"), let event = definition.parent,
      event.type == .intermediateCatchEvent || event.type == .intermediateThrowEvent,
      let scope = event.parent
    else { return nil }
    self.definition = definition
    self.name = name
    isCatch = event.type == .intermediateCatchEvent
    self.scope = scope
  }

  /// The scope and its ancestors, up to the process.
  var scopes: [BPMNElement] {
    sequence(first: scope) { $0.type == .process ? nil : $0.scope }.map { $0 }
  }

  struct Place: Hashable {
    var scope: BPMNElement
    var name: String
  }
}

extension DeploymentInput {
  fileprivate func links(_ links: [Link]) -> [Diagnostic] {
    let catches = links.filter(\.isCatch)
    let targets = Set(catches.map { Link.Place(scope: $0.scope, name: $0.name) })
    let sources = Set(
      links.filter { !$0.isCatch }.map { Link.Place(scope: $0.scope, name: $0.name) })
    let twice = catches.flatMap { link in
      link.scopes.map { Link.Place(scope: $0, name: link.name) }
    }.repeated
    return twice.map(severalCatches)
      + sources.subtracting(targets).sorted {
        ($0.scope.index, $0.name) < ($1.scope.index, $1.name)
      }.map(noCatch)
  }

  fileprivate func noName(_ definition: BPMNElement) -> Diagnostic {
    finding(
      "the link event \"\(definition.parent?.label ?? "")\" has no link name",
      help: "Give the link a name.", on: definition)
  }

  private func severalCatches(_ place: Link.Place) -> Diagnostic {
    finding(
      "several link catch events of \"\(place.scope.label)\" have the name '\(place.name)'",
      help: "Keep one: a link has exactly one target.", on: place.scope)
  }

  private func noCatch(_ place: Link.Place) -> Diagnostic {
    finding(
      "the link '\(place.name)' has no catch event in \"\(place.scope.label)",
      help: "Add a link catch event with this name in the same scope, or correct the name.",
      on: place.scope)
  }
}
