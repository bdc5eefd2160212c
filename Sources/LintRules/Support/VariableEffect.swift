import BPMN
import FEEL
import ProjectModel
import Text
import XML

/// The variables that an element sets in its parent scopes, and those that only it sees.
struct VariableEffect {
  /// The names it sets in the enclosing scopes.
  var written: Set<String> = []
  /// Whether it may set variables that the diagram does not name.
  var isOpen = false
  /// The names that it and its content see in addition to those of the enclosing scopes.
  var local: Set<String> = []
  /// Whether its output mappings see variables that the diagram does not name.
  var outputsAreOpen = false

  init(_ element: BPMNElement) {
    local = Set(element.inputMappings.compactMap { $0.target?.variableName })
    if let loop = element.child(.multiInstanceLoopCharacteristics) {
      local.formUnion([
        "loopCounter", "numberOfInstances", "numberOfActiveInstances",
        "numberOfCompletedInstances", "numberOfTerminatedInstances",
      ])
      let part = loop.zeebe("loopCharacteristics")
      if let name = part?["inputElement"] { local.insert(name) }
      if let name = part?["outputCollection"] { written.insert(name) }
    }
    let result = Result(element)
    local.formUnion(result.names)
    outputsAreOpen = result.isOpen
    let outputs = element.outputMappings
    written.formUnion(outputs.compactMap { $0.target?.variableName })
    // An instance starts with its creation variables, whatever its start event maps.
    if outputs.isEmpty || element.type == .startEvent {
      written.formUnion(result.names)
      isOpen = result.isOpen
    }
    if element.zeebe("executionListeners") != nil || element.zeebe("taskListeners") != nil
      || element.type == .adHocSubProcess || element.type == .transaction
    {
      isOpen = true
      outputsAreOpen = true
    }
  }

  /// The result of an element before its output mappings.
  private struct Result {
    var names: Set<String> = []
    var isOpen = false

    init(_ element: BPMNElement) {
      switch element.type {
      case .startEvent, .intermediateCatchEvent, .boundaryEvent, .receiveTask: event(element)
      case .callActivity:
        isOpen =
          element.zeebe("calledElement")?["propagateAllChildVariables"] != "false"
          || !element.outputMappings.isEmpty
      case .userTask: isOpen = true
      case .serviceTask: job(element)
      case _ where element.jobType != nil: job(element)
      default:
        names = Set(
          ["script", "calledDecision"].compactMap { element.zeebe($0)?["resultVariable"] })
      }
    }

    private mutating func event(_ element: BPMNElement) {
      if element.zeebeProperty("inbound.type") != nil {
        map { element.zeebeProperty($0)?.xml.attribute("value") }
        return
      }
      let definitions = element.eventDefinitions
      if element.type == .receiveTask {
        isOpen = true
      } else if element.type == .startEvent, definitions.isEmpty {
        // A process may be started with any variables; a sub-process starts without variables of
        // its own.
        isOpen = element.scope?.type == .process
      } else {
        let bringsNothing: Set<ElementType> = [
          .timerEventDefinition, .linkEventDefinition, .compensateEventDefinition,
        ]
        isOpen = !definitions.allSatisfy { bringsNothing.contains($0.type) }
      }
    }

    private mutating func job(_ element: BPMNElement) {
      guard element.jobType?.value.hasPrefix("io.camunda:") == true else {
        isOpen = true
        return
      }
      map { key in element.taskHeaders.first { $0.key == key }?.xml.attribute("value") }
      let error = element.taskHeaders.first { $0.key == "errorExpression" }?.value ?? ""
      if error.contains("ignoreError") || error.contains("errorType") { isOpen = true }
    }

    /// A connector's result variable, and the entries of its result expression.
    private mutating func map(_ value: (String) -> XMLAttribute?) {
      if let name = value("resultVariable")?.value, !name.isBlank { names.insert(name) }
      guard let field = ConnectorField(value("resultExpression"), isAlwaysFEEL: true),
        !field.isBlank
      else { return }
      guard let expression = field.expression, expression.returnsContextLiteral else {
        isOpen = true
        return
      }
      names.formUnion(expression.resultKeys.map(\.name))
    }
  }
}

extension String {
  /// The variable that a mapping target such as `a.b` sets.
  fileprivate var variableName: String? { split(separator: ".").first.map(String.init) }
}
