import Dispatch
import EngineProtocol
import FEEL
import Foundation
import Storage
import Synchronization

/// Runs the processor on one thread: takes all waiting commands as a batch, commits them in one
/// transaction, and only then replies.
///
/// Sharing one commit between all waiting callers is what makes waiting for the disk affordable.
final class WriterLoop: Sendable {
  /// A command and the caller waiting for its reply.
  struct Request: Sendable {
    let id: UInt64
    let command: Command
    let answer: CheckedContinuation<Reply, any Error>
    /// Until when to wait for jobs or listeners, in milliseconds since 1970.
    var maximumWait: Int64?
  }

  private struct Inbox {
    var requests: [Request] = []
    var withdrawn: Set<UInt64> = []
    var lastID: UInt64 = 0
    var isSleeping = false
    /// Something has happened that the thread must handle.
    var isWoken = false
    var isClosing = false
    var isClosed = false
    /// Why nothing can be written at the moment.
    var failure: EngineError?
    var closers: [CheckedContinuation<Void, Never>] = []
  }

  /// Used only on the thread; the lock is never contended.
  struct Core {
    var processor: Processor
    var log: EngineLog
    /// Why the log could not be written; the state in memory is then ahead of the disk.
    var failure: EngineError?
    /// When to read the state again after a failure, in milliseconds since 1970.
    var nextAttempt: Int64 = 0
    /// Requests for jobs when none are available yet.
    var waiting: [Request] = []
    /// Requests whose effect takes time.
    var delayed = DelayedReplies()
    /// Requests to be notified when nothing is due any more.
    var settling: [Request] = []
  }

  private let inbox = Mutex(Inbox())
  private let alarm = DispatchSemaphore(value: 0)
  let core: Mutex<Core>
  let projector: Projector
  private let clock: any EngineClock
  private let environment: FEELEnvironment
  private let compatibility: EngineCompatibility
  private let random: SeededRandom

  /// How many commands may wait.
  private static let inboxLimit = 10_000
  /// Milliseconds between two attempts to write again after a failure.
  private static let retryInterval: Int64 = 500

  init(
    file: DataFile, clock: any EngineClock, environment: FEELEnvironment,
    compatibility: EngineCompatibility, history: Int
  ) throws(EngineError) {
    var log = try EngineLog(file)
    var tail: [LogEntry] = []
    let (state, changed) = try log.recover { tail.append($0) }
    var model = try ReadModel(
      dataPath: file.path, limit: history, positions: log.positions,
      rebuild: { $0.add(everythingIn: state, at: clock.now) })
    let known = model.position
    for (index, entry) in tail.enumerated() {
      let position = log.positions.lowerBound + Int64(index) + 1
      guard position > known else { continue }
      try model.apply(entry.changes, at: entry.time, position: position)
    }
    let processor = Processor(
      state: state, changed: file.path == nil ? nil : changed, environment: environment,
      compatibility: compatibility)
    core = Mutex(Core(processor: processor, log: log))
    projector = Projector(model)
    self.clock = clock
    self.environment = environment
    self.compatibility = compatibility
    random = SeededRandom(seed: .random(in: 0 ... .max))
  }

  /// Starts the thread; it keeps the loop alive until `close`.
  func start() {
    projector.start()
    clock.onMove { [weak self] in self?.wakeThread() }
    let thread = Thread { self.run() }
    thread.name = "bpmnc engine"
    // Expressions and nested scopes are processed recursively.
    thread.stackSize = 16 << 20
    thread.start()
  }

  // MARK: For callers on any thread

  func newID() -> UInt64 {
    inbox.withLock { inbox in
      inbox.lastID += 1
      return inbox.lastID
    }
  }

  /// Submits a command and waits until its effect is durable.
  /// - Parameter maximumWait: how many milliseconds to wait for jobs or listeners.
  func submit(_ command: Command, maximumWait: Int64 = 0) async throws -> Reply {
    let id = newID()
    let until = maximumWait > 0 ? clock.now.later(by: maximumWait) : nil
    defer { inbox.withLock { _ = $0.withdrawn.remove(id) } }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let request = Request(id: id, command: command, answer: continuation, maximumWait: until)
        let refusal: EngineError? = inbox.withLock { inbox in
          if inbox.isClosing { return .closed }
          if inbox.requests.count >= Self.inboxLimit { return .busy }
          inbox.requests.append(request)
          return nil
        }
        if let refusal { continuation.resume(throwing: refusal) } else { wakeThread() }
      }
    } onCancel: {
      inbox.withLock { _ = $0.withdrawn.insert(id) }
      wakeThread()
    }
  }

  /// Why nothing can be written at the moment; nil if everything is fine.
  var failure: EngineError? { inbox.withLock { $0.failure } }

  /// Lets the thread finish pending requests; waits until the file is closed.
  func close() async {
    await withCheckedContinuation { continuation in
      let isClosed = inbox.withLock { inbox in
        if !inbox.isClosed { inbox.closers.append(continuation) }
        return inbox.isClosed
      }
      if isClosed { continuation.resume() } else { beginClosing() }
    }
  }

  func beginClosing() {
    inbox.withLock { $0.isClosing = true }
    wakeThread()
  }

  private func wakeThread() {
    let wasSleeping = inbox.withLock { inbox in
      inbox.isWoken = true
      defer { inbox.isSleeping = false }
      return inbox.isSleeping
    }
    if wasSleeping { alarm.signal() }
  }

  // MARK: The thread

  private func run() {
    while true {
      let (requests, withdrawn, isClosing) = inbox.withLock { inbox in
        defer {
          inbox.requests = []
          inbox.isWoken = false
        }
        return (inbox.requests, inbox.withdrawn, inbox.isClosing)
      }
      let next = core.withLock { work(&$0, requests, withdrawn) }
      if isClosing {
        finish()
        return
      }
      if next.map({ $0 > clock.now }) ?? true { sleep(until: next) }
    }
  }

  /// Processes a batch.
  /// - Returns: when to run again, in milliseconds since 1970.
  private func work(
    _ core: inout Core, _ requests: [Request], _ withdrawn: Set<UInt64>
  ) -> Int64? {
    if let failure = core.failure, !resume(&core) {
      for request in requests + core.waiting + core.settling + core.delayed.removeAll() {
        request.answer.resume(throwing: failure)
      }
      core.waiting = []
      core.settling = []
      return core.nextAttempt
    }
    var batch = CommandBatch()

    func carryOut(_ command: Command) -> Result<Reply, EngineError> {
      batch.carryOut(command, at: Moment(time: clock.now, seed: random.next()), &core)
    }

    for request in requests {
      switch request.command {
      case .wake: core.settling.append(request)
      case .activateJobs where withdrawn.contains(request.id):
        batch.answers.append((request, .success(.jobs([]))))
      default:
        let result = carryOut(request.command)
        if result.hasNoJobs, request.maximumWait != nil {
          core.waiting.append(request)
        } else if case .success(.later(let key)) = result {
          core.delayed.add(request, for: key)
        } else {
          batch.answers.append((request, result))
        }
      }
    }
    // Only a part, so that nobody waits long for a reply; the rest remains due.
    if core.processor.isDue(at: clock.now) { _ = carryOut(.wake) }
    if !core.settling.isEmpty, !core.processor.isDue(at: clock.now) {
      batch.answers += core.settling.map { ($0, .success(.done)) }
      core.settling = []
    }
    var waiting: [Request] = []
    for request in core.waiting {
      let isOver = withdrawn.contains(request.id) || (request.maximumWait ?? 0) <= clock.now
      if isOver {
        batch.answers.append((request, .success(.jobs([]))))
      } else if case .activateJobs(let wanted) = request.command,
        core.processor.state.availableJobs[wanted.type] != nil,
        let result = Optional(carryOut(request.command)), !result.hasNoJobs
      {
        batch.answers.append((request, result))
      } else {
        waiting.append(request)
      }
    }
    core.waiting = waiting
    batch.answers += core.delayed.answers(at: clock.now, withdrawn: withdrawn)
    commit(&core, batch)
    if core.failure != nil { return core.nextAttempt }
    return ([core.processor.nextDue, core.delayed.nextDeadline] + core.waiting.map(\.maximumWait))
      .compactMap { $0 }.min()
  }

  /// Makes a batch durable, then replies; the projector learns of it first, so that queries see it.
  private func commit(_ core: inout Core, _ batch: CommandBatch) {
    do throws(EngineError) {
      if !batch.entries.isEmpty {
        try core.log.append(batch.entries)
        projector.add(
          Projector.Batch(
            entries: batch.entries.map { ($0.time, $0.changes) },
            position: core.log.positions.upperBound))
      }
    } catch {
      fail(&core, error)
      for (request, _) in batch.answers { request.answer.resume(throwing: error) }
      return
    }
    for (request, result) in batch.answers { request.answer.resume(with: result) }
    if core.log.isSnapshotDue { takeSnapshot(&core) }
  }

  private func takeSnapshot(_ core: inout Core) {
    do throws(EngineError) {
      // Before the log drops what the read model would need after a crash.
      try projector.sync()
      try core.log.takeSnapshot(
        of: core.processor.state, changed: core.processor.changed ?? ChangedKeys())
      core.processor.changed?.removeAll()
    } catch {
      fail(&core, error)
    }
  }

  private func fail(_ core: inout Core, _ error: EngineError) {
    core.failure = error
    core.nextAttempt = clock.now.later(by: Self.retryInterval)
    inbox.withLock { $0.failure = error }
  }

  /// After a failure, continues with the state of the file if it can be written again.
  private func resume(_ core: inout Core) -> Bool {
    guard clock.now >= core.nextAttempt else { return false }
    do throws(EngineError) {
      try core.log.checkWriting()
      let (state, changed) = try core.log.recover { _ in }
      core.processor = Processor(
        state: state, changed: core.log.file.path == nil ? nil : changed, environment: environment,
        compatibility: compatibility)
      core.failure = nil
      inbox.withLock { $0.failure = nil }
      return true
    } catch {
      fail(&core, error)
      return false
    }
  }

  private func sleep(until time: Int64?) {
    let sleeps = inbox.withLock { inbox in
      inbox.isSleeping = !inbox.isWoken
      return inbox.isSleeping
    }
    guard sleeps else { return }
    if let delay = time.flatMap(clock.delay(until:)) {
      // Not longer, because the system time may be changed while the thread sleeps.
      _ = alarm.wait(timeout: .now() + .milliseconds(Int(min(delay, 1000))))
    } else {
      alarm.wait()
    }
    inbox.withLock { $0.isSleeping = false }
  }

  /// Replies to remaining requests, and closes the file.
  private func finish() {
    let (requests, closers) = inbox.withLock { inbox in
      inbox.isClosed = true
      defer { inbox.requests = [] }
      return (inbox.requests, inbox.closers)
    }
    core.withLock { core in
      for request in core.waiting { request.answer.resume(returning: .jobs([])) }
      for request in core.settling + core.delayed.removeAll() {
        request.answer.resume(throwing: EngineError.closed)
      }
      core.waiting = []
      core.settling = []
      // A shorter log is read faster; without the snapshot, everything is in the log.
      if core.failure == nil { takeSnapshot(&core) }
      projector.close()
      core.log.file.close()
    }
    for request in requests { request.answer.resume(throwing: EngineError.closed) }
    for closer in closers { closer.resume() }
  }
}

extension Result<Reply, EngineError> {
  fileprivate var hasNoJobs: Bool {
    if case .success(.jobs(let jobs)) = self { jobs.isEmpty } else { false }
  }
}

extension EngineError {
  static let closed = EngineError(.unavailable, "The engine is stopped.")
  fileprivate static let busy = EngineError(
    .resourceExhausted, "Too many commands are waiting. Try again in a second.")
}
