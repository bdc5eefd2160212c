import ExecutorTestSupport
import Foundation
import JSON
import Testing

/// Executors that are killed and stopped under clients that deliver again.
@Suite("Kills and stops", .timeLimit(.minutes(KillFigures.minutes)))
struct KillTests {
  /// How a life of an executor ends.
  enum Ending { case kill, stop }

  /// How many lives the executors of one data folder have.
  private static let livesPerFolder = 120

  @Test("nothing acknowledged is lost, nothing is done twice, and every stop is clean")
  func redelivery() async throws {
    var endings =
      Array(repeating: Ending.kill, count: KillFigures.kills)
      + Array(repeating: Ending.stop, count: KillFigures.stops)
    endings.shuffle()
    var total = KillReport()
    var world = 0
    while !endings.isEmpty {
      total += try await Self.live(
        Array(endings.prefix(Self.livesPerFolder)), port: 18433 + world % 100)
      endings.removeFirst(min(Self.livesPerFolder, endings.count))
      world += 1
      if KillFigures.isFull { print("Kills and stops: \(total)") }
    }
    #expect(total.faults == [])
    #expect(total.orders > 0 && total.visits > 0 && total.requests > 0)
  }

  /// Runs executors on one data folder, each until its ending, and counts what they did.
  private static func live(_ endings: [Ending], port: Int) async throws -> KillReport {
    let folder = try TemporaryFolder()
    return try await StubServer.with { stub in
      try Data(KillDiagram.text(stub: stub.origin).utf8).write(to: folder.file("shop.bpmn"))
      let server = KilledServer(folder, port: port)
      let customers = ["anna", "ben", "cleo"].map { KillCustomer(name: $0, port: port) }
      var report = KillReport()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for customer in customers { group.addTask { try await customer.shop() } }
        for ending in endings {
          try await server.start()
          if ending == .stop || .random(in: 1...8) > 1 {
            try await server.waitUntilReady()
          }
          try await Task.sleep(for: .milliseconds(.random(in: 0...200)))
          switch ending {
          case .kill:
            await server.kill()
            report.kills += 1
          case .stop:
            report.faults += await server.stop(checkingTime: KillFigures.isFull)
            report.stops += 1
          }
        }
        try await server.start()
        for customer in customers { customer.finish() }
        try await group.waitForAll()
      }
      try await report.check(
        customers, KillHistory(port: port), sent: stub.requests.map(\.body))
      report.faults += await server.stop(checkingTime: KillFigures.isFull)
      return report
    }
  }
}
