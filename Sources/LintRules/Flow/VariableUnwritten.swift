import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel
import Text
import XML

extension LintRule {
  /// # flow/variable-unwritten
  ///
  /// A variable should be set before it is read.
  ///
  /// A variable that was never set is null: conditions fail with an incident, and texts are empty.
  /// The rule follows the flows and tracks what is set by mappings, scripts, decisions, loops, and
  /// the results of connectors and webhooks. Where something else may have set any variable before
  /// (a start by API, a message or signal without output mappings, a user task, one of your own job
  /// workers or a called process without output mappings), it only reports names that differ from a
  /// known one by one letter or by case. Expressions that check for null are not reported.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:startEvent id="start"><bpmn:extensionElements><zeebe:properties>
  ///   <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
  ///   <zeebe:property name="inbound.context" value="order" />
  ///   <zeebe:property name="resultExpression" value="={customer: request.body.name}" />
  /// </zeebe:properties></bpmn:extensionElements></bpmn:startEvent>
  /// <bpmn:scriptTask id="greet"><bpmn:extensionElements>
  ///   <zeebe:script expression="=&#34;Hello &#34; + 1️⃣name" resultVariable="greeting" />
  /// </bpmn:extensionElements></bpmn:scriptTask>
  /// <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="greet" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="start"><bpmn:extensionElements><zeebe:properties>
  ///   <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
  ///   <zeebe:property name="inbound.context" value="order" />
  ///   <zeebe:property name="resultExpression" value="={customer: request.body.name}" />
  /// </zeebe:properties></bpmn:extensionElements></bpmn:startEvent>
  /// <bpmn:scriptTask id="greet"><bpmn:extensionElements>
  ///   <zeebe:script expression="=&#34;Hello &#34; + customer" resultVariable="greeting" />
  /// </bpmn:extensionElements></bpmn:scriptTask>
  /// <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="greet" />
  /// ```
  static let variableUnwritten = LintRule("flow/variable-unwritten", .warning) { input in
    let reads = input.expressions.flatMap(VariableRead.all)
    guard !reads.isEmpty else { return [] }
    let reach = input.diagram.reach
    let byProcess = Dictionary(grouping: reads.filter { reach.contains($0.element) }) {
      $0.element.process
    }
    return byProcess.flatMap { process, reads -> [Diagnostic] in
      guard let process, process.isExecutable else { return [] }
      return UnwrittenReads(process, reads, reach).all.map { input.unwritten($0) }
    }
  }
}

/// A place where an expression reads a variable from its scope.
private struct VariableRead {
  var name: String
  var place: FEELPlace
  var range: Range<Int>
  /// The element at which the expression is evaluated.
  var element: BPMNElement
  /// Whether the element has completed by then.
  var isAfter: Bool
  /// Whether it is read in an output mapping.
  var isOutput: Bool

  static func all(in place: FEELPlace) -> [VariableRead] {
    let xml = place.element.name.local
    // The connector runtime evaluates headers and properties, without process variables; a
    // conditional event waits for its variable to be set.
    guard !["header", "property", "condition"].contains(xml),
      // Invalid expressions are reported by `feel/syntax`.
      let (element, isAfter) = holder(of: place),
      let expression = try? place.parsed()
    else { return [] }
    let variables = expression.variables
    guard !variables.isEmpty else { return [] }
    let checked = expression.variablesCheckedForNull
    let isOutput = xml == "output"
    return variables.compactMap { variable in
      let name = variable.path[0]
      // `camunda.secrets` is provided by the engine.
      guard !variable.isInFilter, !checked.contains(name), name != "camunda" else { return nil }
      let end = min(
        variable.range.upperBound, variable.range.lowerBound + name.utf8.count)
      return VariableRead(
        name: name, place: place, range: variable.range.lowerBound..<end, element: element,
        isAfter: isAfter || isOutput, isOutput: isOutput)
    }
  }

  private static func holder(of place: FEELPlace) -> (BPMNElement, Bool)? {
    var current: XMLElement? = place.element
    while let xml = current {
      if let element = place.model.element(for: xml) {
        if element.type.isFlowNode { return (element, false) }
        if element.type == .sequenceFlow { return element.flowSource.map { ($0, true) } }
        if element.type.isFlowElementsContainer { return nil }
      }
      current = xml.parent
    }
    return nil
  }
}

/// The reads of one process whose variable was never set.
private struct UnwrittenReads {
  struct Unwritten {
    var read: VariableRead
    /// The name that was probably meant.
    var near: String?
    /// Whether it is certain that nothing has set the variable.
    var isCertain: Bool
  }

  private(set) var all: [Unwritten] = []
  private let flow: VariableFlow

  init(_ process: BPMNElement, _ reads: [VariableRead], _ reach: TokenReach) {
    flow = VariableFlow(process, reach)
    var typos: TypoIndex?
    var isWritten: [String: (BPMNElement, Bool) -> Bool] = [:]
    for read in reads {
      let name = read.name
      if isLocal(name, for: read) { continue }
      if isOpen(read) {
        guard !flow.written.contains(name), !flow.local.contains(name) else { continue }
        let index = typos ?? TypoIndex(flow.written)
        typos = index
        guard let near = index.correction(of: name) else { continue }
        all.append(Unwritten(read: read, near: near, isCertain: false))
        continue
      }
      let test = isWritten[name] ?? flow.reached(by: name)
      isWritten[name] = test
      if test(read.element, read.isAfter) { continue }
      // So many findings have one common cause rather than individual typos.
      let near = all.count < 50 ? Suggestion.nearest(to: name, among: flow.written) : nil
      all.append(Unwritten(read: read, near: near, isCertain: true))
    }
  }

  private func isOpen(_ read: VariableRead) -> Bool {
    guard let effect = flow.effect(of: read.element) else { return true }
    if read.isOutput, effect.outputsAreOpen { return true }
    if read.isAfter, effect.isOpen { return true }
    return flow.isOpen(read.element, isAfter: read.isAfter)
  }

  /// Whether the element itself, its host or an enclosing scope defines the name.
  private func isLocal(_ name: String, for read: VariableRead) -> Bool {
    var current: BPMNElement? = read.element
    if read.isAfter, let effect = flow.effect(of: read.element), effect.written.contains(name) {
      return true
    }
    if let host = read.element.attachedTo, flow.effect(of: host)?.local.contains(name) == true {
      return true
    }
    while let element = current {
      if flow.effect(of: element)?.local.contains(name) == true { return true }
      current = element.scope
    }
    return false
  }
}

extension RuleInput {
  fileprivate func unwritten(_ unwritten: UnwrittenReads.Unwritten) -> Diagnostic {
    let read = unwritten.read
    let holder = read.place.model.nearestIdentified(read.place.element) ?? read.element
    let reason =
      unwritten.isCertain
      ? "which is never set before: it is null"
      : "which is never set in the process, unlike '\(unwritten.near ?? "")'"
    return finding(
      "\"\(holder.label)\", \(read.place.field): reads the variable '\(read.name)', \(reason)",
      help: unwritten.near.map { "Did you mean '\($0)'?" }
        ?? "Set the variable first, or correct the name.",
      on: holder, at: read.place.location(of: read.range))
  }
}
