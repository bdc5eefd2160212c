import Dispatch
import EngineProtocol
import Foundation
import GRDB
import Storage
import Synchronization

/// Keeps the read model and the observers up to date on a thread of its own, so that the writer
/// only writes.
///
/// Committed batches and queries share one queue: a query sees everything that was committed before
/// it was asked.
final class Projector: Sendable {
  /// What was committed together.
  struct Batch: Sendable {
    var entries: [(time: Int64, changes: [Change])]
    /// The last entry of the log.
    var position: Int64

    var count: Int { entries.reduce(0) { $0 + $1.changes.count } }
  }

  private enum Item: Sendable {
    case batch(Batch)
    case work(@Sendable (inout ReadModel) -> Void)
  }

  private struct Inbox {
    var items: [Item] = []
    /// The number of changes in the queue.
    var pending = 0
    var isClosing = false
    var isClosed = false
    var isWriterWaiting = false
  }

  /// How many changes may wait before the writer waits too.
  private static let limit = 100_000

  private let inbox = Mutex(Inbox())
  private let alarm = DispatchSemaphore(value: 0)
  private let room = DispatchSemaphore(value: 0)
  private let closed = DispatchSemaphore(value: 0)
  /// Used only on the thread; the lock is never contended.
  private let model: Mutex<ReadModel>
  private let observers = Mutex<[@Sendable ([TraceEntry]) -> Void]>([])

  init(_ model: ReadModel) { self.model = Mutex(model) }

  func start() {
    let thread = Thread { self.run() }
    thread.name = "bpmnc queries"
    thread.start()
  }

  func observe(_ body: @escaping @Sendable ([TraceEntry]) -> Void) {
    observers.withLock { $0.append(body) }
  }

  /// Adds a batch; waits if too many changes wait already.
  func add(_ batch: Batch) {
    let count = batch.count
    let waits = inbox.withLock { inbox in
      inbox.items.append(.batch(batch))
      inbox.pending += count
      inbox.isWriterWaiting = inbox.pending > Self.limit
      return inbox.isWriterWaiting
    }
    alarm.signal()
    if waits { room.wait() }
  }

  /// Runs a query on the thread after everything that was added before.
  /// - Throws: the query's error, and `.unavailable` if the read model cannot be written or the
  ///   engine is closed.
  func query<Answer: Sendable>(
    _ body: @escaping @Sendable (ReadModel) throws -> Answer
  ) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      let isAdded = add { model in
        continuation.resume(
          with: Result {
            try model.flush()
            return try body(model)
          })
      }
      if !isAdded { continuation.resume(throwing: EngineError.closed) }
    }
  }

  /// Reads what was added before, on a connection of its own, so that a long search delays neither
  /// the writer nor the thread.
  func read<Answer: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Answer
  ) async throws -> Answer {
    let reader = try await query { $0.reader }
    do { return try await reader.read(body) } catch {
      throw EngineError(.unavailable, StorageFault(reader.path, error).description)
    }
  }

  /// Returns when everything that was added before has been applied and observed.
  func drain() async {
    await withCheckedContinuation { continuation in
      if !add({ _ in continuation.resume() }) { continuation.resume() }
    }
  }

  /// Makes the read model durable up to the last batch; for the writer's thread.
  func sync() throws(EngineError) {
    let result = Mutex<Result<Void, EngineError>>(.success(()))
    let done = DispatchSemaphore(value: 0)
    let isAdded = add { model in
      do throws(EngineError) {
        try model.flush()
        try model.sync()
      } catch {
        result.withLock { $0 = .failure(error) }
      }
      done.signal()
    }
    guard isAdded else { return }
    done.wait()
    try result.withLock { $0 }.get()
  }

  /// Applies what is in the queue, and closes the file; for the writer's thread.
  func close() {
    let wasOpen = inbox.withLock { inbox in
      defer { inbox.isClosing = true }
      return !inbox.isClosing
    }
    guard wasOpen else { return }
    alarm.signal()
    closed.wait()
  }

  private func add(_ work: @escaping @Sendable (inout ReadModel) -> Void) -> Bool {
    let isOpen = inbox.withLock { inbox in
      if !inbox.isClosing { inbox.items.append(.work(work)) }
      return !inbox.isClosing
    }
    if isOpen { alarm.signal() }
    return isOpen
  }

  // MARK: The thread

  private func run() {
    while true {
      alarm.wait()
      let (items, isClosing) = inbox.withLock { inbox in
        defer { inbox.items = [] }
        return (inbox.items, inbox.isClosing)
      }
      model.withLock { model in
        for item in items {
          switch item {
          case .batch(let batch): apply(batch, to: &model)
          case .work(let work): work(&model)
          }
        }
        guard isClosing else { return }
        // What cannot be written is in the log.
        try? model.flush()
        try? model.sync()
        model.close()
      }
      if isClosing {
        closed.signal()
        return
      }
    }
  }

  private func apply(_ batch: Batch, to model: inout ReadModel) {
    let observers = observers.withLock { $0 }
    for (index, entry) in batch.entries.enumerated() {
      // The entry's own place: the read model may be written in the middle of a batch.
      let position = batch.position - Int64(batch.entries.count - 1 - index)
      // A full disk is reported by the queries, and by the writer.
      try? model.apply(entry.changes, at: entry.time, position: position)
      guard !observers.isEmpty else { continue }
      let trace = entry.changes.flatMap { TraceEntry.entries($0, at: entry.time) }
      for observer in observers { observer(trace) }
    }
    let hasRoom = inbox.withLock { inbox in
      inbox.pending -= batch.count
      let hasRoom = inbox.isWriterWaiting && inbox.pending <= Self.limit
      if hasRoom { inbox.isWriterWaiting = false }
      return hasRoom
    }
    if hasRoom { room.signal() }
  }
}
