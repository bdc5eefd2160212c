import ArgumentParser
import Frontend
import JSON
import TwilioSimulator
import Webhooks

struct SMS: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sms", abstract: "Sends text messages to a running 'bpmnc dev', and shows them.",
    subcommands: [Send.self, List.self, Wait.self, Chat.self])
}

/// The options that find a running `bpmnc dev`.
struct DevAddress: ParsableArguments {
  @OptionGroup var environment: EnvironmentChoice

  @Option(
    help: ArgumentHelp(
      "The port of 'bpmnc dev'.",
      discussion: "The default is that of the environment's base-url, or 8080."),
    transform: portNumber)
  var port: Int?

  /// Calls `body` with a client of the simulator.
  func with<Answer: Sendable>(
    _ body: (SimulatorClient) async throws -> Answer
  ) async throws -> Answer {
    let settings = try environment.settings()
    let port = try port ?? environment.addressed(in: settings)?.localPort ?? 8080
    return try await SimulatorClient.with(origin: "http://127.0.0.1:\(port)", body)
  }
}
