import Dispatch
import EngineProtocol
import FEEL
import Foundation
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
    /// Until when to wait for jobs, in milliseconds since 1970.
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
    var closers: [CheckedContinuation<Void, Never>] = []
  }

  /// Used only on the thread; the lock is never contended.
  struct Core {
    var processor: Processor
    var log: SQLiteLog?
    /// Set when the log could not be written: the state in memory is then ahead of the disk.
    var failure: EngineError?
    /// Requests for jobs when none are available yet.
    var waiting: [Request] = []
    /// Requests to be notified when nothing is due any more.
    var settling: [Request] = []
  }

  private let inbox = Mutex(Inbox())
  private let alarm = DispatchSemaphore(value: 0)
  let core: Mutex<Core>
  private let history: Mutex<History>
  private let observers = Mutex<[@Sendable ([TraceEntry]) -> Void]>([])
  private let clock: any EngineClock
  private let random: SeededRandom

  init(
    store: EngineStore, clock: any EngineClock, environment: FEELEnvironment
  ) throws(EngineError) {
    var state = EngineState()
    var history = History()
    var log: SQLiteLog?
    if case .file(let path, let durability) = store {
      var file = try SQLiteLog(path: path, durability: durability)
      try file.replay { entry throws(EngineError) in
        for event in entry.events {
          try state.replay(event, at: entry.time)
          _ = history.apply(event, at: entry.time, state)
        }
      }
      log = file
    }
    let processor = Processor(state: state, environment: environment)
    core = Mutex(Core(processor: processor, log: log))
    self.history = Mutex(history)
    self.clock = clock
    random = SeededRandom(seed: .random(in: 0 ... .max))
  }

  /// Starts the thread; it keeps the loop alive until `close`.
  func start() {
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
  /// - Parameter maximumWait: how many milliseconds to wait for jobs.
  func submit(_ command: Command, maximumWait: Int64 = 0) async throws -> Reply {
    let id = newID()
    let until = maximumWait > 0 ? clock.now.later(by: maximumWait) : nil
    defer { inbox.withLock { _ = $0.withdrawn.remove(id) } }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let request = Request(id: id, command: command, answer: continuation, maximumWait: until)
        let isClosed = inbox.withLock { inbox in
          if !inbox.isClosing { inbox.requests.append(request) }
          return inbox.isClosing
        }
        if isClosed { continuation.resume(throwing: EngineError.closed) } else { wakeThread() }
      }
    } onCancel: {
      inbox.withLock { _ = $0.withdrawn.insert(id) }
      wakeThread()
    }
  }

  func query<Answer: Sendable>(_ body: (History) -> Answer) -> Answer {
    history.withLock { body($0) }
  }

  func observe(_ body: @escaping @Sendable ([TraceEntry]) -> Void) {
    observers.withLock { $0.append(body) }
  }

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
    var entries: [LogEntry] = []
    var answers: [(Request, Result<Reply, EngineError>)] = []
    if let failure = core.failure {
      for request in requests + core.waiting + core.settling {
        request.answer.resume(throwing: failure)
      }
      core.waiting = []
      core.settling = []
      return nil
    }

    func carryOut(_ command: Command) -> Result<Reply, EngineError> {
      let (result, events) = core.processor.process(
        command, at: Moment(time: clock.now, seed: random.next()))
      if !events.isEmpty {
        entries.append(
          LogEntry(time: core.processor.now, command: command.name, events: events))
      }
      return result
    }

    for request in requests {
      if case .wake = request.command {
        core.settling.append(request)
        continue
      }
      let result = carryOut(request.command)
      if case .success(.jobs(let jobs)) = result, jobs.isEmpty, request.maximumWait != nil {
        core.waiting.append(request)
      } else {
        answers.append((request, result))
      }
    }
    // Only a part, so that nobody waits long for a reply; the rest remains due.
    if core.processor.isDue(at: clock.now) { _ = carryOut(.wake) }
    if !core.settling.isEmpty, !core.processor.isDue(at: clock.now) {
      answers += core.settling.map { ($0, .success(.done)) }
      core.settling = []
    }
    var waiting: [Request] = []
    for request in core.waiting {
      let isOver = withdrawn.contains(request.id) || (request.maximumWait ?? 0) <= clock.now
      if isOver {
        answers.append((request, .success(.jobs([]))))
      } else if case .activateJobs(let wanted) = request.command,
        core.processor.state.availableJobs[wanted.type] != nil
      {
        answers.append((request, carryOut(request.command)))
      } else {
        waiting.append(request)
      }
    }
    core.waiting = waiting
    commit(&core, entries, answers)
    return ([core.processor.nextDue] + core.waiting.map(\.maximumWait)).compactMap { $0 }.min()
  }

  /// Makes a batch durable, then replies and notifies observers.
  private func commit(
    _ core: inout Core, _ entries: [LogEntry], _ answers: [(Request, Result<Reply, EngineError>)]
  ) {
    if !entries.isEmpty {
      do throws(EngineError) {
        try core.log?.append(entries)
      } catch {
        core.failure = error
        for (request, _) in answers { request.answer.resume(throwing: error) }
        return
      }
      let state = core.processor.state
      let trace = history.withLock { history in
        entries.flatMap { entry in
          entry.events.flatMap { history.apply($0, at: entry.time, state) }
        }
      }
      for observer in observers.withLock({ $0 }) { observer(trace) }
    }
    for (request, result) in answers { request.answer.resume(with: result) }
  }

  private func sleep(until time: Int64?) {
    let sleeps = inbox.withLock { inbox in
      inbox.isSleeping = !inbox.isWoken
      return inbox.isSleeping
    }
    guard sleeps else { return }
    if let delay = time.flatMap(clock.delay(until:)) {
      // An hour at most: the system time may be changed while the thread sleeps.
      _ = alarm.wait(timeout: .now() + .milliseconds(Int(min(delay, 3_600_000))))
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
      for request in core.settling { request.answer.resume(throwing: EngineError.closed) }
      core.waiting = []
      core.settling = []
      // Everything is committed; an error on closing does not change that.
      try? core.log?.close()
      core.log = nil
    }
    for request in requests { request.answer.resume(throwing: EngineError.closed) }
    for closer in closers { closer.resume() }
  }
}

extension EngineError {
  fileprivate static let closed = EngineError(.unavailable, "The engine is stopped.")
}
