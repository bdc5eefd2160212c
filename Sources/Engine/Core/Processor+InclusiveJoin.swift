import BPMN
import EngineProtocol

// When an inclusive gateway joins the tokens of its incoming flows.

extension Processor {
  /// The incoming flows whose tokens an inclusive gateway joins now; nil while another token can
  /// still reach it.
  ///
  /// This is decided only when a token arrives. If the last token on the way takes another path
  /// afterwards, the gateway keeps waiting, as in Zeebe.
  func joinedFlows(of gateway: Node, in scope: ElementTable.Place) -> [FlowIndex]? {
    let taken = gateway.incoming.filter { state.elements[scope].tokens.contains($0) }
    let waits = taken.count < gateway.incoming.count && isOnTheWay(to: gateway, in: scope, taken)
    return waits ? nil : taken
  }

  /// Whether an active element or a token of the scope has a path to a gateway that does not end in
  /// a flow whose token is already there. Paths include boundary events, whether or not they can
  /// still occur, and links.
  private func isOnTheWay(
    to gateway: Node, in scope: ElementTable.Place, _ taken: [FlowIndex]
  ) -> Bool {
    let process = state.elements.process(at: scope)
    var pending = state.elements.children(of: scope)
      .compactMap { state.elements[$0]?.node }.filter { $0 != gateway.index }
    pending += state.elements[scope].tokens.entries.map { process.flow($0.flow).target }
      .filter { $0 != gateway.index }
    var seen: Set<NodeIndex> = []
    while let index = pending.popLast() {
      guard seen.insert(index).inserted else { continue }
      let node = process.node(index)
      for flow in node.outgoing where !taken.contains(flow) {
        let target = process.flow(flow).target
        if target == gateway.index { return true }
        pending.append(target)
      }
      pending += node.events.filter { process.node($0).type == .boundaryEvent }
      if let target = node.linkTarget { pending.append(target) }
    }
    return false
  }
}
