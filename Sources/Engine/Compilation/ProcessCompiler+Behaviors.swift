import BPMN
import Diagnostics

extension ProcessCompiler {
  /// What an element does; nil where it is refused.
  mutating func behavior(of element: BPMNElement) -> (any ElementBehavior)? {
    switch element.type {
    case .process: return Waiting()
    case .startEvent, .task, .manualTask, .parallelGateway: return PassThrough()
    case .scriptTask where element.zeebe("script") != nil: return ScriptTask(element, &self)
    case .serviceTask, .sendTask, .scriptTask, .businessRuleTask: return JobTask(element, &self)
    case .receiveTask, .intermediateCatchEvent: return CatchEvent()
    case .callActivity: return CallActivity(element, &self)
    case .intermediateThrowEvent where element.sendsByJob: return JobTask(element, &self)
    case .intermediateThrowEvent: return PassThrough()
    case .boundaryEvent: return boundaryEvent(element)
    case .endEvent: return endEvent(element)
    case .exclusiveGateway: return ExclusiveGateway(element, &self)
    case .eventBasedGateway: return Waiting()
    case .subProcess where element.isEventSubProcess: return eventSubProcess(element)
    case .subProcess: return SubProcess(element, &self)
    default:
      report(.unsupported(element.typeInWords, element))
      return nil
    }
  }

  private mutating func boundaryEvent(_ element: BPMNElement) -> (any ElementBehavior)? {
    guard let activity = element.attachedTo, activity.type.isActivity,
      activity.scope == element.scope
    else {
      reject(element)
      return nil
    }
    return PassThrough()
  }

  /// The scope around an event sub-process listens for its event (`Node.events`); one that interrupts
  /// clears the scope of everything else.
  private mutating func eventSubProcess(_ element: BPMNElement) -> (any ElementBehavior)? {
    let starts = element.children(.startEvent)
    guard let start = starts.first, starts.count == 1, !start.eventDefinitions.isEmpty else {
      reject(element)
      return nil
    }
    return Waiting()
  }

  private mutating func endEvent(_ element: BPMNElement) -> (any ElementBehavior)? {
    guard let definition = element.eventDefinitions.first else { return PassThrough() }
    switch definition.type {
    case .terminateEventDefinition: return TerminateEndEvent()
    case .errorEventDefinition: return ErrorEndEvent(element, definition, &self)
    case .messageEventDefinition where element.sendsByJob: return JobTask(element, &self)
    default: return PassThrough()
    }
  }
}
