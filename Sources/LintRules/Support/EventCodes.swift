import BPMN
import Diagnostics
import FEEL
import ProjectModel
import XML

/// Where the errors, or the escalations, of a project are thrown and caught.
struct EventCodes: Sendable {
  enum Kind: String, Sendable {
    case error, escalation

    var definition: ElementType {
      self == .error ? .errorEventDefinition : .escalationEventDefinition
    }
  }

  /// A place that throws.
  struct Throw: Sendable {
    enum What: Sendable {
      case code(String)
      /// Unknown codes.
      case anything
      /// Whatever the process with this id throws; nil if FEEL computes the id.
      case call(String?)
    }

    var element: BPMNElement
    var what: What
    var location: SourceLocation
  }

  /// An event that catches.
  struct Catch: Sendable {
    var event: BPMNElement
    /// Nil catches every code.
    var code: String?
  }

  let kind: Kind
  /// By model, in document order.
  private var throwsByModel: [ObjectIdentifier: [Throw]] = [:]
  /// By the activity that the boundary event is attached to, or the scope of the event sub-process.
  private var catchesByPlace: [BPMNElement: [Catch]] = [:]
  /// The call activities by the id of the process they call.
  private(set) var callers: [String: [BPMNElement]] = [:]

  init(_ kind: Kind, _ project: Project) {
    self.kind = kind
    for model in project.models { add(model) }
  }

  private mutating func add(_ model: BPMNModel) {
    // Unlike errors, escalations are thrown by events only.
    let hasAny = [kind.definition, .callActivity].contains { !model.elements($0).isEmpty }
    guard kind == .error || hasAny else { return }
    var found: [Throw] = []
    let deployed = model.processes.filter(\.isExecutable).flatMap(\.descendants)
    for element in deployed where element.type.isActivity || element.type.isEvent {
      switch element.type {
      case .boundaryEvent, .startEvent: addCatch(element)
      case .callActivity:
        let called = ResourceReference.calledProcess(element)
        if let called { callers[called, default: []].append(element) }
        found.append(Throw(element: element, what: .call(called), location: element.location))
      default: break
      }
      found += thrown(by: element)
    }
    throwsByModel[ObjectIdentifier(model)] = found
  }

  private mutating func addCatch(_ event: BPMNElement) {
    guard let definition = event.eventDefinitions.first(of: kind.definition) else { return }
    let place =
      event.type == .boundaryEvent
      ? event.attachedTo : event.scope.flatMap { $0.isEventSubProcess ? $0.scope : nil }
    guard let place else { return }
    let code = code(of: definition)
    catchesByPlace[place, default: []].append(
      Catch(event: event, code: code.isEmpty ? nil : code))
  }

  private func code(of definition: BPMNElement) -> String {
    let root = definition.referenced("\(kind.rawValue)Ref")
    return root?.xml["\(kind.rawValue)Code"] ?? ""
  }

  // MARK: Throwing

  private func thrown(by element: BPMNElement) -> [Throw] {
    if element.type == .endEvent || element.type == .intermediateThrowEvent {
      guard let definition = element.eventDefinitions.first(of: kind.definition) else {
        return kind == .error ? thrownByJob(element) : []
      }
      let code = code(of: definition)
      let isKnown = !code.isEmpty && !ZeebeExpression.isExpression(code)
      return [
        Throw(
          element: element, what: isKnown ? .code(code) : .anything,
          location: definition.location)
      ]
    }
    return kind == .error && element.type.isActivity ? thrownByJob(element) : []
  }

  /// What the job of a task throws. A connector throws what its error expression returns; any other
  /// worker may throw any code.
  private func thrownByJob(_ element: BPMNElement) -> [Throw] {
    let anything = Throw(element: element, what: .anything, location: element.location)
    if element.zeebe("executionListeners") != nil || element.zeebe("taskListeners") != nil {
      return [anything]
    }
    guard let type = element.jobType?.value else {
      let isJob = element.type == .userTask && element.zeebe("userTask") == nil
      return isJob || element.type == .adHocSubProcess ? [anything] : []
    }
    guard type.hasPrefix("io.camunda:") else { return [anything] }
    guard
      let header = element.taskHeaders.first(where: { $0.key == "errorExpression" }),
      let field = ConnectorField(header.xml.attribute("value"), isAlwaysFEEL: true), !field.isBlank
    else { return [] }
    guard let expression = field.expression, !field.value.contains("errorType") else {
      return [anything]
    }
    return expression.calls.filter { $0.name == "bpmnError" && !$0.isLocal }.map { call in
      guard let code = call.arguments.first, case .string(let text)? = code.literal else {
        return anything
      }
      return Throw(element: element, what: .code(text), location: field.location(of: code.range))
    }
  }

  /// The thrown codes with their places.
  var throwsWithCode: [(code: String, place: Throw)] {
    throwsByModel.values.flatMap { places in
      places.compactMap { place in
        if case .code(let code) = place.what { (code, place) } else { nil }
      }
    }
  }

  /// Whether anything inside an activity, itself included, may throw this code.
  func mayThrow(_ code: String, in activity: BPMNElement, _ index: ProjectIndex) -> Bool {
    var open = [activity]
    var seen: Set<BPMNElement> = []
    while let place = open.popLast() {
      guard seen.insert(place).inserted else { continue }
      for thrown in places(in: place) {
        switch thrown.what {
        case .anything: return true
        case .code(let other): if other == code { return true }
        case .call(let id):
          guard let process = id.flatMap(index.process) else { return true }
          open.append(process)
        }
      }
    }
    return false
  }

  /// Elements are in document order, so the content of an element follows it.
  private func places(in container: BPMNElement) -> ArraySlice<Throw> {
    let all = throwsByModel[ObjectIdentifier(container.model)] ?? []
    let end = container.xml.range.upperBound
    let first = all.partitioningIndex { $0.element.index >= container.index }
    let last = all.partitioningIndex { $0.element.xml.range.lowerBound >= end }
    return first < last ? all[first..<last] : []
  }

  // MARK: Catching

  /// The events that catch certain codes.
  var catchesWithCode: [(code: String, catch: Catch)] {
    catchesByPlace.values.flatMap { $0 }.compactMap { caught in caught.code.map { ($0, caught) } }
  }

  /// Whether an event on or around an element catches the code, including in calling processes of
  /// the project.
  func isCaught(_ code: String, from element: BPMNElement) -> Bool {
    var open = [element]
    var seen: Set<BPMNElement> = []
    while let place = open.popLast() {
      guard seen.insert(place).inserted else { continue }
      let catches = catchesByPlace[place] ?? []
      if catches.contains(where: { $0.code == nil || $0.code == code }) { return true }
      if let scope = place.scope {
        open.append(scope)
      } else if let id = place.id {
        open += callers[id] ?? []
      }
    }
    return false
  }
}

extension ResourceReference {
  /// The id of the process that a call activity calls, if it is static.
  static func calledProcess(_ call: BPMNElement) -> String? {
    reference(.process, call, call.zeebe("calledElement"), "processId")?.id
  }
}

extension Array {
  /// The first index whose element satisfies the predicate, in an array in which such elements
  /// follow all others.
  fileprivate func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
