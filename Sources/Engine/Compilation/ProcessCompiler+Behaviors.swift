import BPMN
import Diagnostics

extension ProcessCompiler {
  /// What an element does; nil where it is refused.
  mutating func behavior(of element: BPMNElement) -> (any ElementBehavior)? {
    switch element.type {
    case .process: return ProcessRoot()
    case .startEvent: return StartEvent()
    case .scriptTask where element.zeebe("script") != nil: return ScriptTask(element, &self)
    case .serviceTask, .sendTask, .scriptTask, .businessRuleTask: return JobTask(element, &self)
    case .task, .manualTask: return PassThroughTask()
    case .receiveTask, .intermediateCatchEvent: return CatchEvent()
    case .callActivity: return CallActivity(element, &self)
    case .intermediateThrowEvent where element.sendsByJob:
      return JobTask(element, &self)
    case .intermediateThrowEvent: return ThrowEvent()
    case .boundaryEvent: return BoundaryEvent(element, &self)
    case .endEvent: return endEvent(element)
    case .exclusiveGateway: return ExclusiveGateway(element, &self)
    case .parallelGateway: return ParallelGateway()
    case .eventBasedGateway: return EventBasedGateway()
    case .subProcess where element.isEventSubProcess: return EventSubProcess(element, &self)
    case .subProcess: return SubProcess(element, &self)
    default:
      report(.unsupported(element.typeInWords, element))
      return nil
    }
  }

  private mutating func endEvent(_ element: BPMNElement) -> (any ElementBehavior)? {
    guard let definition = element.eventDefinitions.first else { return EndEvent() }
    switch definition.type {
    case .terminateEventDefinition: return TerminateEndEvent()
    case .errorEventDefinition: return ErrorEndEvent(element, definition, &self)
    case .messageEventDefinition where element.sendsByJob: return JobTask(element, &self)
    default: return EndEvent()
    }
  }
}
