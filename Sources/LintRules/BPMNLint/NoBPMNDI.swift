import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # no-bpmndi
  ///
  /// Everything that has a place in the diagram is drawn: flow elements, artifacts, participants,
  /// lanes and message flows.
  ///
  /// What is not drawn runs all the same, and nobody sees it. Draw it, or delete it.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:task id="pack" name="Pack" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true">
  ///   <bpmn:task id="pack" name="Pack" />
  /// </bpmn:process>
  /// <bpmndi:BPMNDiagram id="diagram">
  ///   <bpmndi:BPMNPlane id="plane" bpmnElement="order">
  ///     <bpmndi:BPMNShape id="pack_di" bpmnElement="pack" />
  ///   </bpmndi:BPMNPlane>
  /// </bpmndi:BPMNDiagram>
  /// ```
  static let noBPMNDI = LintRule("no-bpmndi", .warning) { input in
    let drawn = Set(
      input.model.diagrams.flatMap { diagram in
        diagram.shapes.compactMap(\.element?.index) + diagram.edges.compactMap(\.element?.index)
      })
    return input.model.elements.filter { $0.isToBeDrawn && !drawn.contains($0.index) }
      .map { element in
        input.finding(
          "\"\(element.label)\" is not drawn, so a reader of the diagram misses it",
          help: "Draw it, or delete it.", on: element)
      }
  }
}

extension BPMNElement {
  fileprivate var isToBeDrawn: Bool {
    switch type {
    case .participant, .messageFlow: true
    case .lane: isInFirstLaneSet
    case .dataObject: false
    default: type.isFlowElement || type.isArtifact
    }
  }

  /// A process may be parted in several ways, of which a diagram shows one.
  private var isInFirstLaneSet: Bool {
    guard let set = parent, let owner = set.parent else { return false }
    return owner.type == .lane ? owner.isInFirstLaneSet : owner.child(.laneSet) == set
  }
}
