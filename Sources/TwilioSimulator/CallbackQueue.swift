import Connectors
import GRDB
import HTTP
import Synchronization

/// The status callbacks to make: stored with the transitions that cause them, so that none is lost.
final class CallbackQueue: Sendable {
  private let store: SimulatorStore
  private let caller: WebhookCaller
  private let log: ExecutorLog
  /// The messages whose callbacks are being made; those of one message are made in order.
  private let active = Mutex<Set<String>>([])

  init(_ store: SimulatorStore, _ caller: WebhookCaller, log: ExecutorLog) {
    self.store = store
    self.caller = caller
    self.log = log
  }

  /// Adds a callback in the transaction of its transition.
  static func add(_ call: WebhookCall, for sid: String, _ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO status_callback (message, document) VALUES (?, ?)",
      arguments: [sid, try SimulatorStore.document(call)])
  }

  /// Makes all waiting callbacks, those of different messages concurrently.
  func makeAll() async throws {
    let waiting = try await messages()
    await withDiscardingTaskGroup { group in
      for sid in waiting { group.addTask { await self.make(sid) } }
    }
  }

  /// The messages with callbacks that nobody makes yet.
  func messages() async throws -> [String] {
    let all = try await store.queue.read { database in
      try String.fetchAll(database, sql: "SELECT DISTINCT message FROM status_callback")
    }
    return active.withLock { active in all.filter { !active.contains($0) } }
  }

  /// Makes the callbacks of a message, one after the other.
  func make(_ sid: String) async {
    guard active.withLock({ $0.insert(sid).inserted }) else { return }
    defer {
      active.withLock { _ = $0.remove(sid) }
      // Another callback may have been added at the last moment.
      store.changed()
    }
    do {
      while let (ordinal, call) = try await next(sid) {
        let outcome = try await caller.call(call)
        if let code = outcome.errorCode {
          log.warning(
            "The status callback of \(sid) failed (\(code)): "
              + (outcome.remarks.last ?? "status \(outcome.response?.status ?? 0)"))
        }
        // Whatever the response, the message stays as it is.
        try await store.queue.write { database in
          try database.execute(
            sql: "DELETE FROM status_callback WHERE ordinal = ?", arguments: [ordinal])
        }
      }
    } catch is CancellationError {
      // Made again after the next start.
    } catch {
      log.error("A status callback of \(sid) was not made: \(error)")
    }
  }

  private func next(_ sid: String) async throws -> (ordinal: Int64, call: WebhookCall)? {
    try await store.queue.read { database in
      try Row.fetchOne(
        database, sql: "SELECT * FROM status_callback WHERE message = ? ORDER BY ordinal LIMIT 1",
        arguments: [sid]
      ).map { (ordinal: $0["ordinal"], call: try SimulatorStore.value($0)) }
    }
  }
}
