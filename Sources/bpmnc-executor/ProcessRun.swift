import Connectors
import Diagnostics
import Engine
import EngineProtocol
import Executor
import Foundation
import Frontend
import JSON
import Secrets
import Synchronization
import Text
import TwilioSimulator

/// A run in memory: an engine with a clock that skips timers, the connectors and the simulator.
final class ProcessRun: Sendable {
  private let clock = SkippingClock()
  private let engine: any LocalProcessEngine
  private let runtime: ExecutorRuntime
  private let clusterVariables: ClusterVariablesFile?
  private let userTasks: UserTaskAnswers
  private let jobAnswers: [JobAnswer]
  private let limit: Duration
  /// The names of the signals that are still to be broadcast, one after the other.
  private let signals: Mutex<[String]>
  private let hasSimulator: Bool
  /// The ids of the webhooks that start processes.
  private let startingWebhooks: Set<String>
  private let origin = Mutex("")

  init(
    bundle: ExecutorBundle, secrets: SecretChain, options: ExecutorOptions,
    compatibility: EngineCompatibility, clusterVariables: ClusterVariablesFile?, limit: Duration,
    userTasks: UserTaskAnswers, signals: [String] = []
  ) throws {
    var options = options
    options.port = 0
    self.clusterVariables = clusterVariables
    self.userTasks = userTasks
    jobAnswers = options.jobAnswers
    self.limit = limit
    self.signals = Mutex(signals)
    hasSimulator = !options.isLive
    startingWebhooks = Set(bundle.webhooks.filter { !$0.kind.waits }.map(\.id))
    let clock = clock
    engine = try EmbeddedEngine(
      clock: clock, environment: SystemFEEL.environment, compatibility: compatibility)
    runtime = try ExecutorRuntime(
      engine: engine, bundle: bundle, secrets: secrets, options: options,
      environment: SystemFEEL.environment, now: { clock.now },
      log: ExecutorLog { level, message in
        // Failed jobs appear in the trace.
        if level == .error { Terminal.note("error: \(message)") }
      })
    let trace = TraceFormatter(start: clock.now)
    engine.observe { entries in
      for line in entries.compactMap(trace.line) { Terminal.write(line + "\n") }
    }
  }

  /// Starts the executor, calls `begin`, and follows the instances that it creates until they end
  /// or wait.
  func perform(_ begin: (ProcessRun) async throws -> Void) async throws -> ExitStatus {
    let outcome: Result<ExitStatus, any Error>
    do {
      try await clusterVariables?.set(in: engine)
      let address = try await runtime.start()
      origin.withLock { $0 = address }
      for element in runtime.unserved {
        Terminal.note(
          "warning: \"\(element.label)\": no worker for job type '\(element.jobType)'; "
            + InstanceReport.help(forJobsOf: element.jobType))
      }
      try await begin(self)
      outcome = .success(try await follow())
    } catch {
      outcome = .failure(error)
    }
    await runtime.stop(grace: .seconds(2))
    await engine.close()
    return try outcome.get()
  }

  func start(process: String?, variables: JSONObject) async throws {
    let definitions = try await engine.processDefinitions()
    let id: String
    if let process {
      id = process
      guard definitions.contains(where: { $0.id == process }) else {
        let known = definitions.map(\.id).sorted()
        let hint =
          Suggestion.nearest(to: process, among: known).map { "did you mean '\($0)'?" }
          ?? "use one of \(known.joined(separator: ", "))"
        throw ToolFault(
          message: "unknown process '\(process)'; \(hint)", status: .badUsage)
      }
    } else if definitions.count == 1 {
      id = definitions[0].id
    } else {
      guard !definitions.isEmpty else {
        throw ToolFault(message: "no executable process found", status: .problemsFound)
      }
      throw ToolFault(
        message: "choose one with --process: "
          + definitions.map(\.id).sorted().joined(separator: ", "), status: .badUsage)
    }
    do {
      _ = try await engine.createInstance(CreateInstanceRequest(.id(id), variables: variables))
    } catch let error as EngineError where error.code == .invalidState {
      if let signal = nextSignal() {
        _ = try await engine.broadcastSignal(
          BroadcastSignalRequest(name: signal, variables: variables))
        return
      }
      let definition = definitions.last { $0.id == id }?.key
      let evaluation = try await engine.evaluateConditionals(
        EvaluateConditionalsRequest(definition: definition, variables: variables))
      guard evaluation.started.isEmpty else { return }
      let hint =
        runtime.simulatedNumbers.isEmpty
        ? "" : " Start it by SMS: --sms TEXT --from NUMBER."
      throw ToolFault(message: error.message + hint, status: .problemsFound)
    } catch let error as EngineError where error.code == .invalidArgument {
      throw ToolFault(message: error.message, status: .badUsage)
    }
  }

  func text(_ message: TextMessage) async throws {
    var message = message
    message.to = try message.to ?? startingNumber()
    let to = message.to
    let answer = try await SimulatorClient.with(origin: origin.withLock { $0 }) {
      try await $0.send(message)
    }
    if let problem = Delivery(answer).problem {
      throw ToolFault(message: problem + otherNumbers(than: to), status: .problemsFound)
    }
    guard try await !instances().isEmpty else {
      throw ToolFault(
        message: "no process was started: the webhook accepted the message without starting one"
          + otherNumbers(than: to),
        status: .problemsFound)
    }
  }

  /// The only number whose webhook starts a process.
  /// - Throws: `ToolFault` if there are several.
  private func startingNumber() throws(ToolFault) -> String? {
    let numbers = runtime.simulatedNumbers.filter { startingWebhooks.contains($0.webhook) }
    guard numbers.count > 1 else { return numbers.first?.number }
    throw ToolFault(
      message: "several numbers start a process; choose one with --to:" + Self.list(numbers),
      status: .problemsFound)
  }

  /// The numbers to try instead, as the end of a message.
  private func otherNumbers(than number: String?) -> String {
    let others = runtime.simulatedNumbers.filter { entry in
      startingWebhooks.contains(entry.webhook) && number.map { !$0.hasSuffix(entry.number) } ?? true
    }
    return others.isEmpty ? "" : "; try another number with --to:" + Self.list(others)
  }

  private static func list(_ numbers: [(number: String, webhook: String)]) -> String {
    numbers.map { "\n  \($0.number) calls \($0.webhook)" }.joined()
  }

  // MARK: Following

  /// Follows the created instances until they end or wait, and reports the result.
  private func follow() async throws -> ExitStatus {
    var pendingWork = try await followAll()
    while let signal = nextSignal() {
      _ = try await engine.broadcastSignal(BroadcastSignalRequest(name: signal))
      pendingWork = try await followAll()
    }
    guard try await !instances().isEmpty else {
      throw ToolFault(
        message: "no process was started: no start event accepted the message or signal",
        status: .problemsFound)
    }
    for element in userTasks.unused {
      Terminal.note("warning: --complete \(element): no user task with this id was reached")
    }
    for answer in jobAnswers where !answer.isUsed {
      Terminal.note("warning: --job \(answer.jobType): no job of this type was created")
    }
    var status = ExitStatus.success
    for instance in try await instances() {
      let report = try await InstanceReport(instance, engine, pendingWork, limit: limit)
      Terminal.write("\n" + report.text)
      if !report.isFine { status = .problemsFound }
    }
    try await printConversation()
    return status
  }

  private func nextSignal() -> String? {
    signals.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }

  private func followAll() async throws -> PendingWork {
    try await runtime.follow(
      Set(try await instances().map(\.key)), on: engine, within: limit, skipping: clock
    ) { [userTasks, engine] in try await userTasks.complete($0.waitingTasks, on: engine) }
  }

  /// All instances, oldest first.
  private func instances() async throws -> [ProcessInstance] {
    try await engine.instances(processID: nil, limit: .max).reversed()
  }

  private func printConversation() async throws {
    guard hasSimulator else { return }
    let messages = try await SimulatorClient.with(origin: origin.withLock { $0 }) {
      try await $0.conversation(with: nil)
    }
    guard !messages.isEmpty else { return }
    Terminal.write("\nconversation\n\(ConversationFormatter(messages).text)")
  }
}
