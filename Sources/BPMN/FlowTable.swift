/// The outgoing and incoming sequence flows of each element, from their sourceRef and targetRef,
/// and the attached boundary events.
///
/// Flat arrays; an element's flows are in file order, which is the order in which an exclusive
/// gateway evaluates them.
struct FlowTable: Sendable {
  private var outgoingStarts: [Int32] = []
  private var outgoingFlows: [Int32] = []
  private var incomingStarts: [Int32] = []
  private var incomingFlows: [Int32] = []

  private var hostStarts: [Int32] = []
  private var attachedEvents: [Int32] = []

  init(
    elementCount: Int, flows: [(flow: Int32, source: Int32, target: Int32)],
    attachments: [(event: Int32, host: Int32)]
  ) {
    (hostStarts, attachedEvents) = Self.group(
      attachments.map { ($0.host, $0.event) }, elementCount)
    (outgoingStarts, outgoingFlows) = Self.group(flows.map { ($0.source, $0.flow) }, elementCount)
    (incomingStarts, incomingFlows) = Self.group(flows.map { ($0.target, $0.flow) }, elementCount)
  }

  private static func group(
    _ pairs: [(node: Int32, flow: Int32)], _ count: Int
  ) -> ([Int32], [Int32]) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for (node, _) in pairs where node >= 0 { starts[Int(node) + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var next = starts
    var flows = [Int32](repeating: 0, count: Int(starts[count]))
    for (node, flow) in pairs where node >= 0 {
      flows[Int(next[Int(node)])] = flow
      next[Int(node)] += 1
    }
    return (starts, flows)
  }

  func boundaryEvents(_ element: Int) -> ArraySlice<Int32> {
    attachedEvents[Int(hostStarts[element])..<Int(hostStarts[element + 1])]
  }

  func outgoing(_ element: Int) -> ArraySlice<Int32> {
    outgoingFlows[Int(outgoingStarts[element])..<Int(outgoingStarts[element + 1])]
  }

  func incoming(_ element: Int) -> ArraySlice<Int32> {
    incomingFlows[Int(incomingStarts[element])..<Int(incomingStarts[element + 1])]
  }
}

extension BPMNElement {
  /// The outgoing sequence flows, in file order.
  public var outgoing: [BPMNElement] {
    model.flows.outgoing(index).map { model.element(at: Int($0)) }
  }

  /// The incoming sequence flows, in file order.
  public var incoming: [BPMNElement] {
    model.flows.incoming(index).map { model.element(at: Int($0)) }
  }
}
