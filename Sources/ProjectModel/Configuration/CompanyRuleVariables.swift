package import BPMN
package import FEEL
import XML

/// The variables that the conditions of company rules see: `element`, with the data of an element.
package struct CompanyRuleVariables {
  private let boundaryEvents: [Int: [BPMNElement]]

  package init(_ model: BPMNModel) {
    var events: [Int: [BPMNElement]] = [:]
    for event in model.elements(.boundaryEvent) {
      if let host = event.attachedTo { events[host.index, default: []].append(event) }
    }
    boundaryEvents = events
  }

  /// The types of all variables and their entries, for checking conditions.
  package static let types: FEELTypeEnvironment = {
    let brief: [String: FEELStaticType] = ["id": .any, "name": .any, "type": .any]
    let event: [String: FEELStaticType] = [
      "eventDefinition": .any, "interrupting": .any, "code": .any,
    ]
    let element: [String: FEELStaticType] = [
      "documentation": .any, "jobType": .any, "template": .any, "templateVersion": .any,
      "inputs": .any, "outputs": .any, "headers": .openContext, "properties": .openContext,
      "attributes": .openContext, "incoming": .any, "outgoing": .any, "boundaryEvents": .any,
      "parent": .context(brief, isOpen: false),
      "process": .context(brief.merging(["executable": .any]) { old, _ in old }, isOpen: false),
      "multiInstance": .any, "default": .any, "condition": .any,
    ]
    let all = element.merging(brief) { old, _ in old }.merging(event) { old, _ in old }
    return FEELTypeEnvironment(["element": .context(all, isOpen: false)], isOpen: false)
  }()

  /// The variables for an element. Missing data is null or empty.
  package func context(of element: BPMNElement) -> FEELContext {
    let definition = element.eventDefinitions.first
    let events = boundaryEvents[element.index] ?? []
    var entries = Self.brief(element)
    func add(_ name: String, _ value: FEELValue) { entries.append((name, value)) }
    func add(_ name: String, _ value: String?) { add(name, Self.text(value)) }
    func add(_ name: String, _ items: [FEELValue]) { add(name, .list(items)) }
    add("documentation", element.child(.documentation)?.xml.text)
    add("jobType", element.jobType?.value)
    add("template", element.templateID)
    add("templateVersion", element.templateVersion.map { .number(Decimal128($0)) } ?? .null)
    add("inputs", element.inputMappings.map(Self.mapping))
    add("outputs", element.outputMappings.map(Self.mapping))
    add("headers", Self.table(element.taskHeaders.map { ($0.key, $0.value) }))
    add("properties", Self.table(element.zeebeProperties.map { ($0.name, $0.value) }))
    add("attributes", Self.table(element.xml.attributes.map { ($0.name.local, $0.value) }))
    add("incoming", element.incoming.map { .context(FEELContext(Self.flow($0))) })
    add("outgoing", element.outgoing.map { .context(FEELContext(Self.flow($0))) })
    add("boundaryEvents", events.map { .context(FEELContext(Self.event($0))) })
    add("parent", element.parent.map { .context(FEELContext(Self.brief($0))) } ?? .null)
    add("process", Self.process(element.process))
    add("multiInstance", .boolean(element.child(.multiInstanceLoopCharacteristics) != nil))
    add("default", element.xml["default"])
    add("condition", element.conditionExpression?.xml.text)
    add("eventDefinition", definition?.type.qualifiedName)
    add("interrupting", .boolean(element.isInterrupting))
    add("code", definition.flatMap(Self.code))
    return FEELContext([("element", .context(FEELContext(entries)))])
  }

  private static func text(_ text: String?) -> FEELValue { text.map { .string($0) } ?? .null }

  private static func brief(_ element: BPMNElement) -> [(String, FEELValue)] {
    [
      ("id", text(element.id)), ("name", text(element.name)),
      ("type", .string(element.type.qualifiedName)),
    ]
  }

  private static func mapping(_ mapping: ZeebeMapping) -> FEELValue {
    .context(FEELContext([("source", text(mapping.source)), ("target", text(mapping.target))]))
  }

  private static func table(_ rows: [(String?, String?)]) -> FEELValue {
    var context = FEELContext()
    for case (let name?, let value) in rows where context[name] == nil {
      context[name] = text(value)
    }
    return .context(context)
  }

  private static func flow(_ flow: BPMNElement) -> [(String, FEELValue)] {
    brief(flow) + [
      ("condition", text(flow.conditionExpression?.xml.text)),
      ("source", text(flow.flowSource?.id)), ("target", text(flow.flowTarget?.id)),
    ]
  }

  private static func event(_ event: BPMNElement) -> [(String, FEELValue)] {
    let definition = event.eventDefinitions.first
    return brief(event) + [
      ("eventDefinition", text(definition?.type.qualifiedName)),
      ("interrupting", .boolean(event.isInterrupting)),
      ("code", text(definition.flatMap(code))),
    ]
  }

  private static func code(_ definition: BPMNElement) -> String? {
    definition.referenced("errorRef")?.xml["errorCode"]
      ?? definition.referenced("escalationRef")?.xml["escalationCode"]
  }

  private static func process(_ process: BPMNElement?) -> FEELValue {
    guard let process else { return .null }
    return .context(FEELContext(brief(process) + [("executable", .boolean(process.isExecutable))]))
  }
}
