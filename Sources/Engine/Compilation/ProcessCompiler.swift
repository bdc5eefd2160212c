import BPMN
import Diagnostics
import FEEL
import XML

/// Turns an executable process of a model into the form that the processor runs.
///
/// Anything that the engine would not run as BPMN and Camunda define it is rejected with a
/// diagnostic; nothing is skipped silently.
struct ProcessCompiler {
  let process: BPMNElement
  private(set) var diagnostics: [Diagnostic] = []
  /// Node and flow numbers by index in the model.
  private var nodeIndexes: [Int: NodeIndex] = [:]
  private var flowIndexes: [Int: FlowIndex] = [:]
  /// The nodes of the inner instances of ad-hoc sub-processes, by the sub-process.
  private var innerIndexes: [Int: NodeIndex] = [:]

  /// - Returns: the process, or nil if there are diagnostics.
  static func compile(_ process: BPMNElement) -> (ExecutableProcess?, [Diagnostic]) {
    var compiler = ProcessCompiler(process: process)
    let result = compiler.compile()
    return (compiler.diagnostics.isEmpty ? result : nil, compiler.diagnostics)
  }

  private init(process: BPMNElement) {
    self.process = process
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Rejects an element that the deployment rules report in more detail.
  mutating func reject(_ element: BPMNElement) { report(.invalid(element)) }

  func index(of node: BPMNElement) -> NodeIndex? { nodeIndexes[node.index] }
  func innerIndex(of adHoc: BPMNElement) -> NodeIndex? { innerIndexes[adHoc.index] }
  func index(ofFlow flow: BPMNElement) -> FlowIndex? { flowIndexes[flow.index] }

  private mutating func compile() -> ExecutableProcess? {
    let elements = process.model.elements.filter { $0.process == process }
    let nodeElements = [process] + elements.filter(\.type.isFlowNode)
    let flowElements = elements.filter { $0.type == .sequenceFlow }
    for (index, element) in nodeElements.enumerated() {
      nodeIndexes[element.index] = NodeIndex(index)
    }
    // After the others, whose numbers in logs do not change thereby.
    let adHocElements = nodeElements.filter { $0.type == .adHocSubProcess }
    for (index, element) in adHocElements.enumerated() {
      innerIndexes[element.index] = NodeIndex(nodeElements.count + index)
    }
    for (index, element) in flowElements.enumerated() {
      flowIndexes[element.index] = FlowIndex(index)
    }
    let flows = flowElements.compactMap { flow($0) }
    let nodes =
      nodeElements.compactMap { node($0) } + adHocElements.compactMap(innerInstance)
    for scope in nodeElements where scope.type == .process || scope.type.isSubProcess {
      checkContents(of: scope)
    }
    guard diagnostics.isEmpty, let id = process.id else { return nil }
    let starts = process.children(.startEvent).compactMap(index(of:)).map { nodes[Int($0)] }
    return ExecutableProcess(
      id: id, name: process.name, versionTag: process.zeebe("versionTag")?["value"], nodes: nodes,
      flows: flows, noneStart: starts.first { $0.trigger == nil }?.index,
      messageStarts: starts.compactMap { messageStart($0) },
      signalStarts: starts.compactMap { signalStart($0) },
      conditionalStarts: starts.filter(\.hasCondition).map(\.index),
      timerStarts: starts.filter(\.hasTimer).map(\.index),
      startForm: process.children(.startEvent).first { $0.eventDefinitions.isEmpty }?
        .zeebe("formDefinition")?["formId"])
  }

  private mutating func flow(_ element: BPMNElement) -> Flow? {
    guard let id = element.id else {
      reject(element)
      return nil
    }
    guard let index = index(ofFlow: element), let source = element.flowSource,
      let target = element.flowTarget, self.index(of: source) != nil,
      let targetIndex = self.index(of: target), source.scope == target.scope
    else {
      reject(element)
      return nil
    }
    checkExtensions(of: element)
    return Flow(id: id, target: targetIndex, alone: [index])
  }

  private mutating func node(_ element: BPMNElement) -> Node? {
    guard let index = index(of: element) else { return nil }
    guard let id = element.id else {
      reject(element)
      return nil
    }
    let known = diagnostics.count
    let trigger = trigger(of: element)
    let behavior = behavior(of: element)
    // An element that is rejected as a whole needs no findings for its parts.
    if behavior != nil || diagnostics.count == known {
      checkExtensions(of: element)
    }
    guard let behavior else { return nil }
    let loop = loop(of: element)
    let mappings = mappings(of: element, filling: behavior is JobTask)
    return Node(
      index: index, id: id, name: element.name, type: element.type,
      scope: element.scope.flatMap(self.index(of:)) ?? index, behavior: behavior,
      outgoing: element.outgoing.compactMap(self.index(ofFlow:)),
      incoming: element.incoming.compactMap(self.index(ofFlow:)),
      loop: loop, inputs: mappings.inputs, outputs: mappings.outputs,
      listeners: executionListeners(of: element), trigger: trigger,
      events: element.listenedEvents.compactMap(self.index(of:)),
      isInterrupting: element.isInterrupting,
      linkTarget: element.linkTarget.flatMap(self.index(of:)),
      compensation: compensation(of: element))
  }

  /// The node of the inner instances of an ad-hoc sub-process.
  private func innerInstance(of adHoc: BPMNElement) -> Node? {
    guard let index = innerIndex(of: adHoc), let scope = self.index(of: adHoc), let id = adHoc.id
    else { return nil }
    return Node(
      index: index, id: id + "#innerInstance", name: nil, type: .subProcess, scope: scope,
      behavior: AdHocInnerInstance(), outgoing: [], incoming: [], loop: nil, inputs: MappingTree(),
      outputs: MappingTree(), listeners: ExecutionListeners(), trigger: nil, events: [],
      isInterrupting: false, linkTarget: nil, compensation: nil)
  }

  private func compensation(of element: BPMNElement) -> Compensation? {
    guard let boundary = element.boundaryEvents.first(where: \.catchesCompensation),
      let handler = boundary.compensationHandler.flatMap(index(of:)),
      let boundary = index(of: boundary)
    else { return nil }
    return Compensation(boundary: boundary, handler: handler)
  }

  /// A start event's message name must be known before an instance with variables exists.
  private func messageStart(_ node: Node) -> MessageStart? {
    guard case .message(let name, _) = node.trigger,
      let text = try? name.string([:], in: .default)
    else { return nil }
    return MessageStart(node: node.index, messageName: text)
  }

  private func signalStart(_ node: Node) -> SignalStart? {
    guard case .signal(let name) = node.trigger, let text = try? name.string([:], in: .default)
    else { return nil }
    return SignalStart(node: node.index, signalName: text)
  }
}

extension Node {
  fileprivate var hasCondition: Bool {
    if case .condition = trigger { return true }
    return false
  }

  fileprivate var hasTimer: Bool {
    if case .timer = trigger { return true }
    return false
  }
}

extension BPMNElement {
  /// The events attached to this element, which can occur while it is active.
  fileprivate var listenedEvents: [BPMNElement] {
    if type == .eventBasedGateway { return outgoing.compactMap(\.flowTarget) }
    let starts = children(.subProcess).filter(\.isEventSubProcess).flatMap {
      $0.children(.startEvent)
    }
    return boundaryEvents + starts
  }
}
