import JSON
import Synchronization

/// A customer who orders and answers again and again, always under the same name.
final class KillCustomer: Sendable {
  private struct Acknowledged {
    var orders: [String] = []
    var visits: [String] = []
    var isFinishing = false
  }

  let name: String
  private let client: KillClient
  private let state = Mutex(Acknowledged())

  init(name: String, port: Int) {
    self.name = name
    client = KillClient(port: port)
  }

  /// The texts of the orders, each of which was answered with the same text.
  var orders: [String] { state.withLock { $0.orders } }
  /// The visits, each of which starts a process that sends one request.
  var visits: [String] { state.withLock { $0.visits } }

  /// Lets the customer complete the current conversation and no other.
  func finish() { state.withLock { $0.isFinishing = true } }

  func shop() async throws {
    var number = 0
    while !state.withLock({ $0.isFinishing }) {
      let id = "\(name)-\(number)"
      try await deliver("visit", id)
      try await deliver("order", id)
      try await deliver("answer", id)
      // A late repetition: the customer's next conversation may already be open.
      try await client.post("inbound/answer", message(id))
      state.withLock {
        $0.visits.append(id)
        $0.orders.append(id)
      }
      number += 1
    }
  }

  /// Delivers a message one to three times, each until it is acknowledged.
  private func deliver(_ path: String, _ id: String) async throws {
    for _ in 1...Int.random(in: 1...3) { try await client.post("inbound/\(path)", message(id)) }
  }

  /// The same bytes each time: an unsigned delivery is recognized by its body.
  private func message(_ id: String) -> JSONValue {
    ["customer": .string(name), "MessageSid": .string(id)]
  }
}
