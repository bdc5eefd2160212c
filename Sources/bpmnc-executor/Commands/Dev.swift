import ArgumentParser
import Connectors
import Engine
import EngineProtocol
import Executor
import Foundation
import Frontend
import Storage

struct Dev: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Keeps processes running, with webhooks, a Twilio simulator, the REST API and a status page.",
    discussion: """
      The server listens on the loopback interface. Without --live, nothing leaves the machine: \
      the simulator answers requests to Twilio, and requests to other hosts are rejected.
      """)

  enum Durability: String, ExpressibleByArgument, CaseIterable {
    case full, fast
  }

  @OptionGroup var arguments: ExecutorArguments
  @OptionGroup var engineArguments: EngineArguments

  @Option(
    help: ArgumentHelp(
      "The port to listen on; 0 selects a free one.",
      discussion: "The default is that of the environment's base-url, or 8080."),
    transform: portNumber)
  var port: Int?

  @Option(
    help: ArgumentHelp(
      "The folder for persistent data.",
      discussion: "Without it, everything is kept in memory."))
  var data: String?

  @Option(
    help:
      "What acknowledged requests survive: power loss (full), or only the end of the process (fast)."
  )
  var durability = Durability.full

  @Option(
    help: "How many ended instances are kept for queries; older ones are forgotten.",
    transform: { text in
      guard let count = Int(text), count >= 0 else {
        throw ValidationError("'\(text)' is not a number of instances.")
      }
      return count
    })
  var history = EmbeddedEngine.defaultHistory

  @Option(
    name: .customLong("public-url"),
    help: "The URL at which Twilio reaches this server, such as a tunnel's.",
    transform: publicAddress)
  var publicURL: String?

  func run() async throws {
    try await perform {
      guard let bundle = try arguments.bundle() else { return .problemsFound }
      let settings = try arguments.settings()
      var options = try arguments.options(for: bundle, settings)
      options.port = port ?? options.port
      options.publicURL = publicURL ?? options.publicURL
      let secrets = try arguments.secretChain(settings)
      let clusterVariables = try engineArguments.variables()
      // A stop may be requested while the log is still being read.
      let interruption = Interruption()
      let file = try dataFile()
      let clock = AdjustableClock()
      let engine = try EmbeddedEngine(
        file: file, clock: clock, environment: SystemFEEL.environment,
        compatibility: engineArguments.engineCompatibility, history: history)
      let trace = TraceFormatter(start: SystemClock().now)
      engine.observe { entries in
        for line in entries.compactMap(trace.line) { Terminal.write(line + "\n") }
      }
      let runtime = try ExecutorRuntime(
        engine: engine, bundle: bundle, secrets: secrets, options: options, file: file,
        environment: SystemFEEL.environment, now: { clock.now }, clock: clock,
        log: ExecutorLog { level, message in Terminal.note("\(level.rawValue): \(message)") })
      let outcome: Result<Void, any Error>
      do {
        try await clusterVariables?.set(in: engine)
        let origin = try await runtime.start()
        let routes = ServedRoutes(
          origin: origin, webhooks: runtime.servedWebhooks,
          numbers: arguments.live ? nil : runtime.simulatedNumbers,
          processes: try await engine.processDefinitions().map(\.id))
        Terminal.write(greeting(origin) + routes.text + "\n")
        await interruption.wait()
        outcome = .success(())
      } catch {
        outcome = .failure(error)
      }
      await runtime.stop(grace: .seconds(5))
      await engine.close()
      try outcome.get()
      return .success
    }
  }

  private func dataFile() throws -> DataFile {
    guard let data else { return try DataFile() }
    do {
      try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    } catch {
      throw ToolFault(message: "cannot create folder '\(data)'")
    }
    do {
      return try DataFile(
        path: "\(data)/engine.sqlite", durability: durability == .full ? .full : .fast)
    } catch {
      throw ToolFault(message: error.description)
    }
  }

  private func greeting(_ origin: String) -> String {
    "bpmnc is running at \(origin)\n"
      + (data == nil ? "  in memory only; use --data FOLDER to persist\n" : "")
  }
}
