import BPMN
import Diagnostics
import JSON
import Linting
import XML

extension LintRule {
  /// # standard-size
  ///
  /// Shapes should have their standard size.
  ///
  /// Uniform shapes make a diagram easier to read. The rule only runs if a configuration enables
  /// it. Options set other sizes per type, such as `{"bpmn:Task": {"width": 120, "height": 80}}`,
  /// or null to allow any size.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true">
  ///   <bpmn:task id="pack" name="Pack" />
  /// </bpmn:process>
  /// <bpmndi:BPMNDiagram id="diagram">
  ///   <bpmndi:BPMNPlane id="plane" bpmnElement="order">
  ///     1️⃣<bpmndi:BPMNShape id="pack_di" bpmnElement="pack">
  ///       <dc:Bounds x="0" y="0" width="300" height="80" />
  ///     </bpmndi:BPMNShape>
  ///   </bpmndi:BPMNPlane>
  /// </bpmndi:BPMNDiagram>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true">
  ///   <bpmn:task id="pack" name="Pack" />
  /// </bpmn:process>
  /// <bpmndi:BPMNDiagram id="diagram">
  ///   <bpmndi:BPMNPlane id="plane" bpmnElement="order">
  ///     <bpmndi:BPMNShape id="pack_di" bpmnElement="pack">
  ///       <dc:Bounds x="0" y="0" width="100" height="80" />
  ///     </bpmndi:BPMNShape>
  ///   </bpmndi:BPMNPlane>
  /// </bpmndi:BPMNDiagram>
  /// ```
  static let standardSize = LintRule("standard-size", nil) { input in
    input.model.diagrams.flatMap(\.shapes).compactMap { shape in
      guard let element = shape.element, let bounds = shape.bounds,
        let size = StandardSize(shape, element, input.options)
      else { return nil }
      let isWidthWrong = size.width.map { $0 != bounds.width } ?? false
      let isHeightWrong = size.height.map { $0 != bounds.height } ?? false
      guard isWidthWrong || isHeightWrong else { return nil }
      let sides = [
        size.width.map { "\(pixels($0)) wide" }, size.height.map { "\(pixels($0)) high" },
      ]
      return input.finding(
        "\"\(element.label)\" is drawn \(pixels(bounds.width)) wide and \(pixels(bounds.height)) high; "
          + "the standard is \(sides.compactMap(\.self).joined(separator: " and "))",
        help: "Resize it to the standard size.", on: element, at: shape.xml.location)
    }
  }
}

/// The expected size; a nil side may have any length.
private struct StandardSize {
  var width: Double?
  var height: Double?

  /// Nil if the type may have any size.
  init?(_ shape: BPMNShape, _ element: BPMNElement, _ options: JSONValue) {
    guard let (names, usual) = Self.standard(element.type) else { return nil }
    if element.type.isSubProcess, shape.isExpanded == true { return nil }
    if element.type == .participant, element.participantProcess != nil { return nil }
    self = usual
    if let configured = names.lazy.compactMap({ options[$0] }).first {
      if configured.isNull { return nil }
      width = configured["width"]?.number
      height = configured["height"]?.number
    }
    if element.type == .participant {
      if shape.isHorizontal ?? true { width = nil } else { height = nil }
    }
  }

  private init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }

  /// The option names for a type, most specific first, and its standard size.
  private static func standard(_ type: ElementType) -> ([String], StandardSize)? {
    let name = type.qualifiedName
    switch type {
    case _ where type.isTask: return ([name, "bpmn:Task"], StandardSize(100, 80))
    case .callActivity: return ([name], StandardSize(100, 80))
    case _ where type.isSubProcess: return ([name, "bpmn:SubProcess"], StandardSize(100, 80))
    case _ where type.isGateway: return ([name, "bpmn:Gateway"], StandardSize(50, 50))
    case _ where type.isEvent: return ([name, "bpmn:Event"], StandardSize(36, 36))
    case .dataObjectReference: return ([name], StandardSize(36, 50))
    case .dataStoreReference: return ([name], StandardSize(50, 50))
    case .participant: return ([name], StandardSize(60, 60))
    default: return nil
    }
  }
}

private func pixels(_ length: Double) -> String {
  Int(exactly: length).map(String.init) ?? String(length)
}

extension JSONValue {
  fileprivate var number: Double? { if case .number(let text) = self { Double(text) } else { nil } }
}
