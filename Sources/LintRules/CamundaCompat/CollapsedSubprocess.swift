import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/collapsed-subprocess
  ///
  /// Sub-processes must be drawn expanded before Camunda 8.4.
  ///
  /// Operate does not show the content of collapsed sub-processes in those versions.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.3">
  ///   <bpmn:process id="order" isExecutable="true">
  ///     <bpmn:subProcess id="pay" name="Pay" />
  ///   </bpmn:process>
  ///   <bpmndi:BPMNDiagram id="diagram">
  ///     <bpmndi:BPMNPlane id="plane" bpmnElement="order">
  ///       1️⃣<bpmndi:BPMNShape id="pay_di" bpmnElement="pay" />
  ///     </bpmndi:BPMNPlane>
  ///   </bpmndi:BPMNDiagram>
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.3">
  ///   <bpmn:process id="order" isExecutable="true">
  ///     <bpmn:subProcess id="pay" name="Pay" />
  ///   </bpmn:process>
  ///   <bpmndi:BPMNDiagram id="diagram">
  ///     <bpmndi:BPMNPlane id="plane" bpmnElement="order">
  ///       <bpmndi:BPMNShape id="pay_di" bpmnElement="pay" isExpanded="true" />
  ///     </bpmndi:BPMNPlane>
  ///   </bpmndi:BPMNDiagram>
  /// </bpmn:definitions>
  /// ```
  static let compatCollapsedSubprocess = compat(
    "collapsed-subprocess", .error,
    through: PlatformVersion(8, 3)
  ) { rule in
    guard rule.model.elements.contains(where: { $0.type.isSubProcess }) else { return [] }
    return rule.model.diagrams.flatMap { diagram -> [Diagnostic] in
      if let process = diagram.subject, process.type == .process, !rule.isChecked(process) {
        return []
      }
      return diagram.shapes.compactMap { shape in
        guard let subProcess = shape.element, subProcess.type.isSubProcess,
          shape.isExpanded != true
        else { return nil }
        return rule.finding(
          "the sub-process \"\(subProcess.label)\" is drawn collapsed",
          help: "Expand it, or target Camunda 8.4 or later.", on: subProcess,
          at: shape.xml.location(ofAttribute: "isExpanded"))
      }
    }
  }
}
