import BPMN

/// A process in the form that the processor runs: nodes and flows in arrays, expressions compiled.
///
/// Nodes and flows are numbered in document order, so that the numbers in a log mean the same
/// elements whenever the same file is compiled. Node 0 is the process itself.
final class ExecutableProcess: Sendable {
  let id: String
  let name: String?
  let nodes: [Node]
  let flows: [Flow]
  /// The start event of an instance that a command creates.
  let noneStart: NodeIndex?
  let messageStarts: [MessageStart]
  /// The start events that a timer triggers, from deployment on.
  let timerStarts: [NodeIndex]

  init(
    id: String, name: String?, nodes: [Node], flows: [Flow], noneStart: NodeIndex?,
    messageStarts: [MessageStart], timerStarts: [NodeIndex]
  ) {
    self.id = id
    self.name = name
    self.nodes = nodes
    self.flows = flows
    self.noneStart = noneStart
    self.messageStarts = messageStarts
    self.timerStarts = timerStarts
  }

  func node(_ index: NodeIndex) -> Node { nodes[Int(index)] }
  func flow(_ index: FlowIndex) -> Flow { flows[Int(index)] }

  /// The process as its own outermost scope.
  static let root: NodeIndex = 0
}

typealias NodeIndex = Int32
typealias FlowIndex = Int32

/// A process, an activity, an event or a gateway.
struct Node: Sendable {
  let index: NodeIndex
  let id: String
  let name: String?
  let type: ElementType
  /// The process or sub-process around it; for the process itself its own number.
  let scope: NodeIndex
  let behavior: any ElementBehavior
  /// In the order of the sequence flow elements of the file.
  let outgoing: [FlowIndex]
  let incoming: [FlowIndex]
  /// For an activity that is done once for each item of a list.
  let loop: Loop?
  let inputs: MappingTree
  let outputs: MappingTree
  /// What an event or a receive task waits for.
  let trigger: Trigger?
  /// The events that it listens for while it is active: the boundary events of an activity, the
  /// events after an event-based gateway, the start events of the event sub-processes in a scope.
  let events: [NodeIndex]
  /// Whether the event ends what it happens to: its activity, or all else in its scope.
  let isInterrupting: Bool
}

struct Flow: Sendable {
  let id: String
  let target: NodeIndex
}

/// A start event that a message triggers.
struct MessageStart: Sendable {
  let node: NodeIndex
  let messageName: String
}

/// What an event waits for.
enum Trigger: Sendable {
  case message(name: ProcessExpression, correlationKey: ProcessExpression)
  case timer(Timer)
  /// A BPMN error; without a code it is any.
  case error(code: String?)

  enum Timer: Sendable {
    case date(ProcessExpression), duration(ProcessExpression), cycle(ProcessExpression)
  }
}
