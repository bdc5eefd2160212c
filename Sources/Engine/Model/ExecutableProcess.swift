import BPMN

/// A process in the form that the processor runs: nodes and flows in arrays, expressions compiled.
///
/// Nodes and flows are numbered in document order, so that the numbers in a log identify the same
/// elements whenever the same file is compiled. Node 0 is the process itself.
final class ExecutableProcess: Sendable {
  let id: String
  let name: String?
  let versionTag: String?
  let nodes: [Node]
  let flows: [Flow]
  /// The none start event, used by instances that a command creates.
  let noneStart: NodeIndex?
  let messageStarts: [MessageStart]
  let signalStarts: [SignalStart]
  /// The start events that a condition triggers.
  let conditionalStarts: [NodeIndex]
  /// The start events that a timer triggers from deployment on.
  let timerStarts: [NodeIndex]
  /// The id of the form to start it with.
  let startForm: String?

  init(
    id: String, name: String?, versionTag: String?, nodes: [Node], flows: [Flow],
    noneStart: NodeIndex?, messageStarts: [MessageStart], signalStarts: [SignalStart],
    conditionalStarts: [NodeIndex], timerStarts: [NodeIndex], startForm: String?
  ) {
    self.id = id
    self.name = name
    self.versionTag = versionTag
    self.nodes = nodes
    self.flows = flows
    self.noneStart = noneStart
    self.messageStarts = messageStarts
    self.signalStarts = signalStarts
    self.conditionalStarts = conditionalStarts
    self.timerStarts = timerStarts
    self.startForm = startForm
  }

  func node(_ index: NodeIndex) -> Node { nodes[Int(index)] }
  func flow(_ index: FlowIndex) -> Flow { flows[Int(index)] }

  /// The process as the outermost scope.
  static let root: NodeIndex = 0
}

typealias NodeIndex = Int32
typealias FlowIndex = Int32

/// A process, an activity, an event or a gateway.
final class Node: Sendable {
  let index: NodeIndex
  let id: String
  let name: String?
  let type: ElementType
  /// The enclosing process or sub-process; for the process itself, its own number.
  let scope: NodeIndex
  let behavior: any ElementBehavior
  /// In the document order of the sequence flows.
  let outgoing: [FlowIndex]
  let incoming: [FlowIndex]
  /// For a multi-instance activity.
  let loop: Loop?
  let inputs: MappingTree
  let outputs: MappingTree
  let listeners: ExecutionListeners
  /// The trigger of an event or a receive task.
  let trigger: Trigger?
  /// The events that it listens for while active: an activity's boundary events, the events after
  /// an event-based gateway, the start events of a scope's event sub-processes.
  let events: [NodeIndex]
  /// Whether the event interrupts its activity, or everything else in its scope.
  let isInterrupting: Bool
  /// The catch event that a link throw event leads to.
  let linkTarget: NodeIndex?
  /// For an activity with a compensation boundary event.
  let compensation: Compensation?

  init(
    index: NodeIndex, id: String, name: String?, type: ElementType, scope: NodeIndex,
    behavior: any ElementBehavior, outgoing: [FlowIndex], incoming: [FlowIndex], loop: Loop?,
    inputs: MappingTree, outputs: MappingTree, listeners: ExecutionListeners, trigger: Trigger?,
    events: [NodeIndex], isInterrupting: Bool, linkTarget: NodeIndex?, compensation: Compensation?
  ) {
    self.index = index
    self.id = id
    self.name = name
    self.type = type
    self.scope = scope
    self.behavior = behavior
    self.outgoing = outgoing
    self.incoming = incoming
    self.loop = loop
    self.inputs = inputs
    self.outputs = outputs
    self.listeners = listeners
    self.trigger = trigger
    self.events = events
    self.isInterrupting = isInterrupting
    self.linkTarget = linkTarget
    self.compensation = compensation
  }
}

struct Flow: Sendable {
  let id: String
  let target: NodeIndex
  /// Its number as a list, for the element that consumes a token.
  let alone: [FlowIndex]
}

/// A start event that a message triggers.
struct MessageStart: Sendable {
  let node: NodeIndex
  let messageName: String
}

/// A start event that a signal triggers.
struct SignalStart: Sendable {
  let node: NodeIndex
  let signalName: String
}

/// What triggers an event.
enum Trigger: Sendable {
  case message(name: ProcessExpression, correlationKey: ProcessExpression)
  case timer(TimerDefinition)
  case signal(name: ProcessExpression)
  case condition(EventCondition)
  /// A BPMN error or an escalation with this code; without a code, any.
  case thrown(Throwable, code: String?)

  enum TimerDefinition: Sendable {
    case date(ProcessExpression), duration(ProcessExpression), cycle(ProcessExpression)
  }
}
