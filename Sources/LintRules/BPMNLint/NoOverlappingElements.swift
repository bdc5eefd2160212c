import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # no-overlapping-elements
  ///
  /// Shapes should not touch or overlap, and should stay inside their pool or expanded sub-process.
  ///
  /// An element under another shape is easily missed. Boundary events may overlap their activity,
  /// and data stores may be outside.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true">
  ///   1️⃣<bpmn:task id="pack" name="Pack" />
  ///   2️⃣<bpmn:task id="ship" name="Ship" />
  /// </bpmn:process>
  /// <bpmndi:BPMNDiagram id="diagram">
  ///   <bpmndi:BPMNPlane id="plane" bpmnElement="order">
  ///     <bpmndi:BPMNShape id="pack_di" bpmnElement="pack">
  ///       <dc:Bounds x="0" y="0" width="100" height="80" />
  ///     </bpmndi:BPMNShape>
  ///     <bpmndi:BPMNShape id="ship_di" bpmnElement="ship">
  ///       <dc:Bounds x="50" y="40" width="100" height="80" />
  ///     </bpmndi:BPMNShape>
  ///   </bpmndi:BPMNPlane>
  /// </bpmndi:BPMNDiagram>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true">
  ///   <bpmn:task id="pack" name="Pack" />
  ///   <bpmn:task id="ship" name="Ship" />
  /// </bpmn:process>
  /// <bpmndi:BPMNDiagram id="diagram">
  ///   <bpmndi:BPMNPlane id="plane" bpmnElement="order">
  ///     <bpmndi:BPMNShape id="pack_di" bpmnElement="pack">
  ///       <dc:Bounds x="0" y="0" width="100" height="80" />
  ///     </bpmndi:BPMNShape>
  ///     <bpmndi:BPMNShape id="ship_di" bpmnElement="ship">
  ///       <dc:Bounds x="150" y="0" width="100" height="80" />
  ///     </bpmndi:BPMNShape>
  ///   </bpmndi:BPMNPlane>
  /// </bpmndi:BPMNDiagram>
  /// ```
  static let noOverlappingElements = LintRule("no-overlapping-elements", .warning) { input in
    let shapes = ShapeTable(input.model)
    return shapes.groups.flatMap { group -> [Diagnostic] in
      let overlapping = OverlapSweep.overlapping(group.shapes).map { element in
        input.finding(
          "\"\(element.label)\" overlaps another element of the diagram", help: "Move them apart.",
          on: element)
      }
      guard let frame = group.frame else { return overlapping }
      return overlapping
        + group.shapes.filter {
          $0.element.type != .dataStoreReference && !frame.contains($0.bounds)
        }.map {
          input.finding(
            "\"\($0.element.label)\" is outside the shape it belongs to",
            help: "Move it inside, or enlarge the surrounding shape.", on: $0.element)
        }
    }
  }
}

/// The shapes of a model by the container of their elements.
private struct ShapeTable {
  struct Group {
    var shapes: [OverlapSweep.Shape] = []
    /// The bounds the elements have to stay within; nil if the container is not drawn.
    var frame: BPMNShape.Bounds?
  }

  private(set) var groups: [Group] = []

  init(_ model: BPMNModel) {
    var drawings: [Int: BPMNShape] = [:]
    for shape in model.diagrams.flatMap(\.shapes) {
      if let element = shape.element { drawings[element.index] = shape }
    }
    var pools: [Int: BPMNElement] = [:]
    for participant in model.elements(.participant) {
      if let process = participant.participantProcess { pools[process.index] = participant }
    }
    for container in model.elements {
      guard container.type.isFlowElementsContainer || container.type == .collaboration else {
        continue
      }
      var group = Group()
      for child in container.children where child.type.isFlowElement || child.type == .participant {
        if let bounds = drawings[child.index]?.bounds {
          group.shapes.append(OverlapSweep.Shape(element: child, bounds: bounds))
        }
      }
      if container.type.isSubProcess, let shape = drawings[container.index] {
        group.frame = shape.isExpanded == true ? shape.bounds : nil
      } else if let pool = pools[container.index] {
        group.frame = drawings[pool.index]?.bounds
      }
      groups.append(group)
    }
  }
}

extension BPMNShape.Bounds {
  fileprivate func contains(_ other: Self) -> Bool {
    other.x >= x && other.y >= y && other.right <= right
      && other.bottom <= bottom
  }
}
