import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # no-bpmndi
  ///
  /// Flow elements, artifacts, participants, lanes and message flows should be drawn.
  ///
  /// An element without diagram interchange information is executed, but invisible to readers. Draw
  /// it, or delete it.
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
          "\"\(element.label)\" is not drawn and therefore invisible in the diagram",
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

  /// A process may have several lane sets, of which a diagram shows one.
  private var isInFirstLaneSet: Bool {
    guard let set = parent, let owner = set.parent else { return false }
    return owner.type == .lane ? owner.isInFirstLaneSet : owner.child(.laneSet) == set
  }
}
