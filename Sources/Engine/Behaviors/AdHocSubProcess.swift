import BPMN
import Diagnostics
import EngineProtocol
import FEEL
import JSON
import XML

/// An ad-hoc sub-process: a scope whose elements are activated one by one, each in an inner
/// instance of its own.
struct AdHocSubProcess: ElementBehavior {
  /// What decides which elements are activated, and when the sub-process completes.
  enum Control: Sendable {
    /// The diagram. Without a condition, it completes when nothing is left.
    case diagram(elements: ProcessExpression?, condition: ProcessExpression?, cancelsRest: Bool)
    /// The worker of a job, which is created again whenever a flow has ended.
    case worker(JobDefinition)
  }

  let control: Control
  let headers: [String: String]
  /// The elements that can be activated, by id.
  let activatable: [String: NodeIndex]
  /// The node of the inner instances.
  let inner: NodeIndex
  /// The collection for the results of flows.
  let output: Loop.Output?
  let locals: Variables?

  init?(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    guard let inner = compiler.innerIndex(of: element),
      let control = compiler.adHocControl(of: element)
    else { return nil }
    let activatable = element.activatableElements
    self.control = control
    self.inner = inner
    self.activatable = Dictionary(
      activatable.compactMap { element in
        guard let id = element.id, let index = compiler.index(of: element) else { return nil }
        return (id, index)
      }, uniquingKeysWith: { first, _ in first })
    headers = element.headers
    output = element.zeebe("adHoc").flatMap { compiler.output(of: $0, element) }
    var locals: FEELContext = [
      "adHocSubProcessElements": .list(activatable.map { compiler.adHocElement($0) })
    ]
    if let output { locals[output.name] = .list([]) }
    self.locals = Variables(storing: locals)
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    let starts = try processor.prepareStarts(in: key)
    switch control {
    case .diagram(let elements, _, _):
      var wanted: [NodeIndex] = []
      if let elements { wanted = try nodes(elements, of: key, in: processor) }
      return .waitsThen { processor in
        for (start, wait) in starts { processor.open(wait, for: start, on: key) }
        for node in wanted { processor.perform(.activateInAdHoc(node, scope: key)) }
      }
    case .worker(let definition):
      let job = try processor.evaluate(definition, for: key)
      return .waitsThen { processor in
        for (start, wait) in starts { processor.open(wait, for: start, on: key) }
        processor.createJob(job, for: key)
      }
    }
  }

  private func nodes(
    _ elements: ProcessExpression, of key: EngineKey, in processor: Processor
  ) throws(Failure) -> [NodeIndex] {
    let value = try elements.evaluate(
      processor.visibleVariables(of: key, for: elements), in: processor.environment)
    guard case .list(let items) = value else { throw elements.mismatch(value, "a list of ids") }
    return try items.map { (item) throws(Failure) in
      guard case .string(let id) = item else { throw elements.mismatch(value, "a list of ids") }
      guard let node = activatable[id] else {
        throw Failure(
          .extractValue,
          "'\(elements.text)' contains '\(id)', which is not an element that can be activated here: "
            + activatable.keys.sorted().joined(separator: ", ") + ".")
      }
      return node
    }
  }

  /// Propagates the collected results.
  func finish(_ key: EngineKey, in processor: inout Processor) {
    guard let output, let place = processor.state.elements.place(of: key),
      let value = processor.state.elements[place].variables[output.name]
    else { return }
    processor.merge(
      Variables(output.name, storing: value), from: processor.state.elements[place].scope)
  }
}

/// An activated element of an ad-hoc sub-process with what follows it: a scope for its variables.
struct AdHocInnerInstance: ElementBehavior {
  /// It is active from the beginning; nothing activates it.
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .waits
  }

  /// Collects the result, and evaluates whether the sub-process is complete.
  func finish(_ key: EngineKey, in processor: inout Processor) throws(Failure) {
    try processor.endAdHocFlow(key)
  }
}

extension ProcessCompiler {
  fileprivate mutating func adHocControl(of element: BPMNElement) -> AdHocSubProcess.Control? {
    if let definition = element.zeebe("taskDefinition") {
      return job(definition, of: element).map { .worker($0) }
    }
    let known = diagnostics.count
    var elements: ProcessExpression?
    if let list = element.zeebe("adHoc")?.attribute("activeElementsCollection"), !list.value.isEmpty
    {
      elements = feel(list, of: element)
    }
    let condition = element.child(.completionCondition).flatMap { feel($0, of: element) }
    guard diagnostics.count == known else { return nil }
    return .diagram(
      elements: elements, condition: condition,
      cancelsRest: element.flag("cancelRemainingInstances", default: true))
  }

  /// An element as the variable `adHocSubProcessElements` describes it.
  fileprivate mutating func adHocElement(_ element: BPMNElement) -> FEELValue {
    var context = FEELContext()
    if let id = element.id { context["elementId"] = .string(id) }
    if let name = element.name, !name.isEmpty { context["elementName"] = .string(name) }
    if let text = element.child(.documentation)?.xml.text, !text.isEmpty {
      context["documentation"] = .string(text)
    }
    var properties = FEELContext()
    for property in element.zeebeProperties {
      if let name = property.name { properties[name] = .string(property.value ?? "") }
    }
    if !properties.isEmpty { context["properties"] = .context(properties) }
    let parameters = fromAIParameters(of: element)
    if !parameters.isEmpty { context["parameters"] = .list(parameters) }
    return .context(context)
  }
}

extension BPMNElement {
  /// The elements of an ad-hoc sub-process that can be activated.
  fileprivate var activatableElements: [BPMNElement] {
    children.filter {
      $0.type.isFlowNode && $0.incoming.isEmpty && !$0.isEventSubProcess && !$0.isForCompensation
        && ![.startEvent, .endEvent, .boundaryEvent].contains($0.type)
    }
  }
}
