import BPMN
import EngineProtocol
import FEEL
import JSON

// Ad-hoc sub-processes: their elements, and when they complete.

extension Processor {
  /// Activates elements of an ad-hoc sub-process.
  /// - Parameter cancelsRest: whether what runs in it is terminated before.
  mutating func activate(
    _ activations: [AdHocActivation], inAdHoc key: EngineKey, cancelsRest: Bool
  ) throws(EngineError) -> Reply {
    guard let place = state.elements.place(of: key), let adHoc = adHoc(at: place) else {
      throw EngineError(.notFound, "There is no active ad-hoc sub-process \(key).")
    }
    guard !activations.isEmpty else {
      throw EngineError(.invalidArgument, "The list of elements to activate is empty.")
    }
    let nodes = try nodes(activations, of: adHoc)
    try checkActive(place)
    startCounting(state.elements[place].instance)
    if cancelsRest { terminateContents(of: place) }
    activate(nodes, in: key)
    return .done
  }

  /// Completes the job of an ad-hoc sub-process, whose result decides how it goes on.
  mutating func completeAdHocJob(
    _ job: JobState, _ key: EngineKey, _ variables: JSONObject, _ result: AdHocJobResult
  ) throws(EngineError) {
    guard let place = state.elements.place(of: job.element), let adHoc = adHoc(at: place) else {
      return
    }
    let nodes = try nodes(result.activations, of: adHoc)
    guard nodes.isEmpty || !result.isFulfilled else {
      throw EngineError(
        .invalidArgument,
        "Cannot complete job \(key): it activates elements although the completion condition is "
          + "fulfilled.")
    }
    try checkActive(place)
    emit(.jobCompleted(key: key))
    startCounting(state.elements[place].instance)
    merge(Variables(variables), from: job.element)
    if result.cancelsRest { terminateContents(of: place) }
    if result.isFulfilled {
      emit(.adHocFulfilled(key: job.element))
      completeAdHocIfDone(job.element)
    } else {
      activate(nodes, in: job.element)
    }
  }

  /// Activates an element in an inner instance of its own, with variables that are local to it.
  mutating func activateInAdHoc(_ node: NodeIndex, _ scope: EngineKey, _ variables: JSONObject) {
    guard let place = state.elements.place(of: scope), let adHoc = adHoc(at: place),
      let inner = create(adHoc.inner, in: scope, consuming: [])
    else { return }
    var variables = variables
    // Otherwise, flows at the same time would share the variable with their results.
    if let local = adHoc.output?.local, variables[local] == nil { variables[local] = .null }
    setVariables(Variables(variables), in: inner)
    emit(.activated(key: inner))
    if let element = create(node, in: inner, consuming: []) { enqueue(.activate(element)) }
  }

  /// Collects the result of an inner instance, and evaluates the completion condition with it.
  mutating func endAdHocFlow(_ key: EngineKey) throws(Failure) {
    guard let place = state.elements.scope(of: key), let adHoc = adHoc(at: place) else { return }
    let scope = state.elements[place].key
    var collected: FEELContext = [:]
    if let output = adHoc.output {
      let value = try output.element.evaluate(
        visibleVariables(of: key, for: output.element), in: environment)
      guard case .list(let items)? = state.elements[place].variables[output.name] else {
        throw Failure(
          .extractValue, "'\(output.name)' was overwritten: it is no longer a list for results.")
      }
      collected[output.name] = .list(items + [value])
    }
    var isFulfilled = state.elements[place].isFulfilled
    if case .diagram(_, let condition?, _) = adHoc.control, !isFulfilled {
      var visible = visibleVariables(of: scope, for: condition)
      for (name, value) in collected { visible[name] = value }
      isFulfilled = try condition.boolean(visible, in: environment)
      if isFulfilled { emit(.adHocFulfilled(key: scope)) }
    }
    setVariables(Variables(storing: collected), in: scope)
  }

  /// Continues an ad-hoc sub-process in which a flow or an event sub-process has ended.
  mutating func continueAdHoc(_ key: EngineKey) {
    guard let place = state.elements.place(of: key), state.elements[place].phase == .active,
      let adHoc = adHoc(at: place)
    else { return }
    if state.elements[place].isFulfilled {
      if case .diagram(_, _, cancelsRest: true) = adHoc.control { terminateContents(of: place) }
      return completeAdHocIfDone(key)
    }
    switch adHoc.control {
    case .worker: callAdHocWorker(key)
    case .diagram(_, condition: nil, _): completeAdHocIfDone(key)
    case .diagram: break
    }
  }

  /// Creates the job of an ad-hoc sub-process again, in place of the one before.
  private mutating func callAdHocWorker(_ key: EngineKey) {
    guard let place = state.elements.place(of: key), let adHoc = adHoc(at: place),
      case .worker(let definition) = adHoc.control
    else { return }
    if let job = state.elements[place].job {
      if let incident = state.jobs[job]?.incident { emit(.incidentResolved(key: incident)) }
      emit(.jobCanceled(key: job))
    }
    do throws(Failure) {
      createJob(try evaluate(definition, for: key), for: key)
    } catch {
      raise(error, on: key)
    }
  }

  /// Creates the job of an ad-hoc sub-process whose expressions have failed before.
  mutating func resumeAdHoc(_ key: EngineKey) {
    guard let element = state.elements[key], element.job == nil, !element.isFulfilled else {
      return
    }
    callAdHocWorker(key)
  }

  private mutating func completeAdHocIfDone(_ key: EngineKey) {
    // If something is left, the step finds that the scope is not empty.
    perform(.complete(key), afterContentsOf: key)
  }

  private mutating func activate(
    _ nodes: [(node: NodeIndex, variables: JSONObject)], in key: EngineKey
  ) {
    for (node, variables) in nodes {
      perform(.activateInAdHoc(node, scope: key, variables), afterContentsOf: key)
    }
  }

  private func nodes(
    _ activations: [AdHocActivation], of adHoc: AdHocSubProcess
  ) throws(EngineError) -> [(node: NodeIndex, variables: JSONObject)] {
    try activations.map { (activation) throws(EngineError) in
      guard let node = adHoc.activatable[activation.elementID] else {
        throw EngineError(
          .notFound,
          "The ad-hoc sub-process cannot activate '\(activation.elementID)', only: "
            + adHoc.activatable.keys.sorted().joined(separator: ", ") + ".")
      }
      return (node, activation.variables)
    }
  }

  private func checkActive(_ place: ElementTable.Place) throws(EngineError) {
    let element = state.elements[place]
    guard element.phase == .active, !element.held.contains(.complete(element.key)) else {
      throw EngineError(
        .invalidState, "The ad-hoc sub-process \(element.key) is not active: it starts or ends.")
    }
  }

  /// The behavior of an ad-hoc sub-process; nil for other elements and for the body of a loop.
  private func adHoc(at place: ElementTable.Place) -> AdHocSubProcess? {
    guard state.elements[place].loop == nil else { return nil }
    return state.elements.node(at: place).behavior as? AdHocSubProcess
  }
}
