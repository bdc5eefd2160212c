import ArgumentParser
import Connectors
import Engine
import EngineProtocol
import Executor
import Foundation
import Frontend

struct Dev: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keeps diagrams running: webhooks, Twilio simulator, API and a page.",
    discussion: """
      The server listens on loopback. Without --live nothing leaves the machine: the simulator \
      answers in Twilio's place, and requests to other hosts are refused.
      """)

  enum Durability: String, ExpressibleByArgument, CaseIterable {
    case full, fast
  }

  @OptionGroup var arguments: ExecutorArguments

  @Option(help: "The port to listen on; 0 takes a free one.", transform: portNumber)
  var port = 8080

  @Option(
    help: ArgumentHelp(
      "The folder in which everything is kept.",
      discussion: "Without it nothing outlives the command."))
  var data: String?

  @Option(
    help: "What an acknowledged request survives: the loss of power, or the end of the process.")
  var durability = Durability.full

  @Option(
    name: .customLong("public-url"),
    help: "The address under which Twilio reaches this server, such as a tunnel's.",
    transform: publicAddress)
  var publicURL: String?

  func run() async throws {
    try await perform {
      guard let bundle = try arguments.bundle() else { return .problemsFound }
      var options = try arguments.options(for: bundle)
      options.port = port
      options.publicURL = publicURL
      options.databasePath = data.map { "\($0)/executor.sqlite" }
      let secrets = try arguments.secretChain()
      // A stop may be asked for while the log is still being read.
      let interruption = Interruption()
      let engine = try EmbeddedEngine(
        store: try store(), clock: SystemClock(), environment: SystemFEEL.environment)
      let trace = TraceText(start: SystemClock().now)
      engine.observe { entries in
        for line in entries.compactMap(trace.line) { Terminal.write(line + "\n") }
      }
      let runtime = try ExecutorRuntime(
        engine: engine, bundle: bundle, secrets: secrets, options: options,
        environment: SystemFEEL.environment,
        log: ExecutorLog { level, message in Terminal.note("\(level.rawValue): \(message)") })
      let outcome: Result<Void, any Error>
      do {
        let origin = try await runtime.start()
        Terminal.write(greeting(runtime, origin))
        await interruption.wait()
        outcome = .success(())
      } catch let error as EngineError {
        outcome = .failure(error)
      } catch {
        outcome = .failure(ToolFault(message: "port \(port) cannot be listened on: \(error)"))
      }
      await runtime.stop(grace: .seconds(5))
      await engine.close()
      try outcome.get()
      return .success
    }
  }

  private func store() throws -> EngineStore {
    guard let data else { return .memory }
    do {
      try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    } catch {
      throw ToolFault(message: "\(data): the folder cannot be made")
    }
    return .file("\(data)/engine.sqlite", durability: durability == .full ? .full : .fast)
  }

  private func greeting(_ runtime: ExecutorRuntime, _ origin: String) -> String {
    var text = "bpmnc runs at \(origin)\n"
    if !arguments.live {
      for (number, webhook) in runtime.simulatedNumbers {
        text += "  \(number) calls /inbound/\(webhook)\n"
      }
    }
    if data == nil { text += "  nothing is kept; --data FOLDER keeps it\n" }
    return text
  }
}
