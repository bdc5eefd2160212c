/// What was done under kills and stops, and what was wrong.
struct KillReport: CustomStringConvertible {
  var kills = 0
  var stops = 0
  var orders = 0
  var visits = 0
  /// The requests that arrived at the service.
  var requests = 0
  /// The requests whose outcome a kill left unknown, each of them an incident.
  var unknown = 0
  var faults: [String] = []

  var description: String {
    "\(kills) kills, \(stops) stops; \(orders) orders and \(visits) visits acknowledged; "
      + "\(requests) requests sent, \(unknown) with an unknown outcome; \(faults.count) faults"
  }

  static func += (left: inout Self, right: Self) {
    left.kills += right.kills
    left.stops += right.stops
    left.orders += right.orders
    left.visits += right.visits
    left.requests += right.requests
    left.unknown += right.unknown
    left.faults += right.faults
  }

  /// Compares what the customers know with what the executor did and what the service received.
  /// - Parameter sent: the bodies of the requests, each the id of a visit.
  mutating func check(
    _ customers: [KillCustomer], _ history: KillHistory, sent: [String]
  ) async throws {
    let instances = try await history.instances()
    let orders = customers.flatMap(\.orders)
    let visits = customers.flatMap(\.visits)
    let chats = instances.filter { $0.process == "order" }
    compare("order", orders, chats.map { $0.variables["order"] ?? "" })
    for chat in chats {
      let (order, answer) = (chat.variables["order"] ?? "", chat.variables["answer"])
      if !chat.isCompleted { faults.append("the answer to \(order) is lost") }
      if let answer, answer != order { faults.append("\(order) received the answer to \(answer)") }
    }
    let started = instances.filter { $0.process == "visit" }
    compare("visit", visits, started.map { $0.variables["visit"] ?? "" })
    let counts = Self.counts(sent)
    for visit in started {
      let id = visit.variables["visit"] ?? ""
      let count = counts["{\"visit\":\"\(id)\"}"] ?? 0
      if count > 1 { faults.append("the request of \(id) was sent \(count) times") }
      if count == 0, visit.isCompleted { faults.append("the request of \(id) was not sent") }
    }
    self.orders = orders.count
    self.visits = visits.count
    requests = sent.count
    unknown = started.count(where: \.hasIncident)
  }

  private mutating func compare(_ what: String, _ acknowledged: [String], _ done: [String]) {
    let counts = Self.counts(done)
    for id in acknowledged where counts[id] == nil { faults.append("\(what) \(id) is lost") }
    for (id, count) in counts where count > 1 {
      faults.append("\(what) \(id) is done \(count) times")
    }
  }

  private static func counts(_ texts: [String]) -> [String: Int] {
    Dictionary(texts.map { ($0, 1) }, uniquingKeysWith: +)
  }
}
