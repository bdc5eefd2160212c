import BPMN
import Diagnostics
import Engine
import Executor
import Foundation
import Frontend
import JSON
import Secrets
import Synchronization

/// One run in memory: an engine on a clock that skips timers, the connectors and the simulator.
final class ProcessRun: Sendable {
  private let clock = SkippingClock()
  private let engine: EmbeddedEngine
  private let runtime: ExecutorRuntime
  private let limit: Duration
  private let timers = Mutex<[EngineKey: Int64]>([:])
  private let origin = Mutex("")

  init(
    bundle: ExecutorBundle, secrets: SecretChain, options: ExecutorOptions, limit: Duration
  ) throws {
    var options = options
    options.port = 0
    self.limit = limit
    let clock = clock
    engine = try EmbeddedEngine(clock: clock, environment: SystemFEEL.environment)
    runtime = try ExecutorRuntime(
      engine: engine, bundle: bundle, secrets: secrets, options: options,
      environment: SystemFEEL.environment, now: { clock.now },
      log: ExecutorLog { level, message in
        // Failures of jobs are in the trace.
        if level == .error { Terminal.note("error: \(message)") }
      })
    let trace = TraceText(start: clock.now)
    engine.observe { [weak self] entries in
      for entry in entries {
        self?.watchTimers(entry)
        if let line = trace.line(entry) { Terminal.write(line + "\n") }
      }
    }
  }

  /// Starts everything, does `begin`, and follows what it began to where it rests.
  func perform(_ begin: (ProcessRun) async throws -> Void) async throws -> ExitStatus {
    let outcome: Result<ExitStatus, any Error>
    do {
      let address = try await runtime.start()
      origin.withLock { $0 = address }
      for element in runtime.unserved {
        Terminal.note(
          "warning: \"\(element.label)\" waits for a worker of '\(element.jobType)': no connector here "
            + "does its jobs")
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
          ?? "there are \(known.joined(separator: ", "))"
        throw ToolFault(
          message: "there is no executable process '\(process)'; \(hint)", status: .badUsage)
      }
    } else if definitions.count == 1 {
      id = definitions[0].id
    } else {
      guard !definitions.isEmpty else {
        throw ToolFault(message: "there is no executable process", status: .problemsFound)
      }
      throw ToolFault(
        message: "choose one with --process: "
          + definitions.map(\.id).sorted().joined(separator: ", "), status: .badUsage)
    }
    do {
      _ = try await engine.createInstance(CreateInstanceRequest(.id(id), variables: variables))
    } catch let error as EngineError where !runtime.simulatedNumbers.isEmpty {
      throw EngineError(
        error.code, error.message + " (a process that an SMS starts: --sms TEXT --from NUMBER)")
    }
  }

  func text(_ text: String, from: String, to: String?) async throws {
    let client = SimulatorClient(origin: origin.withLock { $0 })
    let delivery: Result<JSONValue, any Error>
    do {
      delivery = .success(try await client.send(text, from: from, to: to))
    } catch {
      delivery = .failure(error)
    }
    await client.shutdown()
    let answer = try delivery.get()
    guard answer["delivered"]?.bool == true else {
      throw ToolFault(
        message: Self.refusal(answer["status"]?.int), status: .problemsFound)
    }
  }

  private static func refusal(_ status: Int?) -> String {
    guard let status else { return "the webhook did not answer; the message was not taken" }
    let reason =
      status == 422
      ? ": no activation condition of the events behind it holds for this text, or an expression "
        + "of theirs failed" : ""
    return "the webhook answered \(status), the message was not taken\(reason)"
  }

  // MARK: Following

  private func follow() async throws -> ExitStatus {
    var status = ExitStatus.success
    for instance in try await engine.instances(processID: nil, limit: 100).reversed() {
      let result = try await rest(of: instance.key)
      Terminal.write("\n\(try await text(result, instance))")
      switch result {
      case .ended(let ended) where ended.state == .completed: break
      case .waiting: break
      default: status = .problemsFound
      }
    }
    try await printConversation()
    return status
  }

  /// Where an instance rests once no timer can move it any more.
  private func rest(of key: EngineKey) async throws -> Rest {
    while true {
      let rest = try await runtime.waitUntilIdle(key, within: limit)
      guard case .waiting = rest,
        try await engine.messageSubscriptions(ofInstance: key).isEmpty,
        let due = timers.withLock({ $0.values.min() })
      else { return rest }
      clock.skip(to: due)
      try await engine.settle()
    }
  }

  private func watchTimers(_ entry: TraceEntry) {
    guard let key = entry.elementKey else { return }
    timers.withLock { timers in
      switch (entry.action, entry.detail) {
      case (.timerCreated, .due(let time)): timers[key] = time
      case (.timerFired, _), (.completed, _), (.terminated, _): timers[key] = nil
      default: break
      }
    }
  }

  // MARK: Words

  private func text(_ rest: Rest, _ instance: ProcessInstance) async throws -> String {
    let name = instance.definition.id
    let variables = try await engine.variables(ofInstance: instance.key)
    let result = JSONValue.object(variables).text(.indented) + "\n"
    switch rest {
    case .ended(let ended): return "\(name) \(ended.state.rawValue)\n\(result)"
    case .waiting(let elements):
      return "\(name) waits at \(labels(elements))\n\(result)"
    case .busy(let elements):
      return
        "\(name) still works after \(limit.components.seconds) s at \(labels(elements))\n\(result)"
    case .incident(let incidents):
      let lines = incidents.map { "  \($0.elementID): \($0.type): \($0.message)\n" }.joined()
      return "\(name) has \(incidents.count == 1 ? "an incident" : "incidents")\n\(lines)\(result)"
    }
  }

  private func labels(_ elements: [ElementInstance]) -> String {
    let labels = elements.filter { $0.elementType != .process }.map { element in
      let name = element.elementName?.split { $0.isWhitespace }.joined(separator: " ") ?? ""
      return "\"\(name.isEmpty ? element.elementID : name)\""
    }
    return labels.joined(separator: ", ")
  }

  private func printConversation() async throws {
    let client = SimulatorClient(origin: origin.withLock { $0 })
    let messages = try? await client.conversation(with: nil)
    await client.shutdown()
    guard let messages, !messages.isEmpty else { return }
    Terminal.write("\nconversation\n\(ConversationText(messages).text)")
  }
}
