import BPMN
import Diagnostics

extension ProcessCompiler {
  /// The behavior of an element; nil if the element is rejected.
  mutating func behavior(of element: BPMNElement) -> (any ElementBehavior)? {
    switch element.type {
    case .process: return Waiting()
    case .startEvent, .task, .manualTask, .parallelGateway: return PassThrough()
    case .scriptTask where element.zeebe("script") != nil: return ScriptTask(element, &self)
    case .sendTask where element.zeebe("publishMessage") != nil:
      return PublishMessage(element, element, &self)
    case .serviceTask, .sendTask, .scriptTask, .businessRuleTask: return JobTask(element, &self)
    case .userTask where element.zeebe("userTask") != nil: return ManagedUserTask(element, &self)
    case .userTask: return JobUserTask(element, &self)
    // The link throw event starts it (`Node.linkTarget`).
    case .intermediateCatchEvent where element.linkName != nil: return PassThrough()
    case .receiveTask, .intermediateCatchEvent: return CatchEvent()
    case .callActivity: return CallActivity(element, &self)
    case .boundaryEvent: return boundaryEvent(element)
    case .intermediateThrowEvent, .endEvent: return throwEvent(element)
    case .exclusiveGateway: return ExclusiveGateway(element, &self)
    case .inclusiveGateway: return InclusiveGateway(element, &self)
    case .eventBasedGateway: return Waiting()
    case .subProcess where element.isEventSubProcess: return eventSubProcess(element)
    case .subProcess: return SubProcess(element, &self)
    case .adHocSubProcess: return AdHocSubProcess(element, &self)
    default:
      report(.unsupported(element.typeWithArticle, element))
      return nil
    }
  }

  private mutating func boundaryEvent(_ element: BPMNElement) -> (any ElementBehavior)? {
    guard let activity = element.attachedTo, activity.type.isActivity,
      activity.scope == element.scope,
      !element.catchesCompensation || element.compensationHandler != nil
    else {
      reject(element)
      return nil
    }
    return PassThrough()
  }

  /// The enclosing scope listens for the start event of an event sub-process (`Node.events`); an
  /// interrupting one terminates everything else in the scope.
  private mutating func eventSubProcess(_ element: BPMNElement) -> (any ElementBehavior)? {
    let starts = element.children(.startEvent)
    guard let start = starts.first, starts.count == 1, !start.eventDefinitions.isEmpty else {
      reject(element)
      return nil
    }
    return Waiting()
  }

  private mutating func throwEvent(_ element: BPMNElement) -> (any ElementBehavior)? {
    guard let definition = element.eventDefinitions.first else { return PassThrough() }
    switch definition.type {
    case .terminateEventDefinition: return TerminateEndEvent()
    case .errorEventDefinition where element.type == .endEvent:
      return ErrorEndEvent(element, definition, &self)
    case .escalationEventDefinition: return EscalationThrowEvent(element, definition, &self)
    case .compensateEventDefinition:
      return CompensationThrowEvent(element, definition, &self)
    case .signalEventDefinition: return SignalThrowEvent(element, definition, &self)
    case .messageEventDefinition where element.sendsByJob: return JobTask(element, &self)
    case .messageEventDefinition: return PublishMessage(element, definition, &self)
    case .linkEventDefinition
    where element.type == .intermediateThrowEvent && element.linkTarget == nil:
      reject(element)
      return nil
    default: return PassThrough()
    }
  }
}

extension BPMNElement {
  /// Whether this is a compensation boundary event.
  var catchesCompensation: Bool {
    type == .boundaryEvent && eventDefinitions.first?.type == .compensateEventDefinition
  }

  /// The activity that an association connects to a compensation boundary event; other associations
  /// lead to text annotations.
  var compensationHandler: BPMNElement? {
    model.elements(.association).lazy.filter { $0.referenced("sourceRef") == self }
      .compactMap { $0.referenced("targetRef") }.first(where: \.isForCompensation)
  }

  /// The name of a link event.
  var linkName: String? {
    eventDefinitions.first { $0.type == .linkEventDefinition }?.name
  }

  /// The catch event of the same scope that a link throw event leads to.
  var linkTarget: BPMNElement? {
    guard type == .intermediateThrowEvent, let name = linkName, let parent else { return nil }
    return parent.children(.intermediateCatchEvent).first { $0.linkName == name }
  }
}
