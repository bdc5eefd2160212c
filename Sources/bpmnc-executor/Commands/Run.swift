import ArgumentParser
import EngineProtocol
import Executor
import Foundation
import Frontend
import JSON

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs a process to its end, or to where it waits, and prints what happened.",
    discussion: """
      Everything runs in memory, with the Twilio simulator; timers are skipped, not waited for. \
      A timer that ends a wait for a message is left alone, because the message may come. \
      Exit codes: 0 the process ended or waits for a message; 1 it failed, has an incident, waits \
      for a worker that does not exist, or nothing was started.
      """)

  @OptionGroup var arguments: ExecutorArguments

  @Option(help: "The process to start; needed where there are several.")
  var process: String?

  @Option(help: "The variables to start with: JSON text, or the path of a JSON file.")
  var variables: String?

  @Option(help: "The text of the SMS that starts the process.")
  var sms: String?

  @Option(help: "Who sends the SMS.")
  var from: String?

  @OptionGroup var details: TextArguments

  @Option(help: "How many seconds the process may work.", transform: seconds)
  var timeout = 60

  func validate() throws {
    if (sms == nil) != (from == nil) {
      throw ValidationError("--sms TEXT and --from NUMBER go together.")
    }
    if sms == nil, !details.isEmpty {
      throw ValidationError("--to and what else describes an SMS need --sms TEXT.")
    }
    if sms != nil, arguments.live {
      throw ValidationError("With --live there is no simulator that could send an SMS.")
    }
    if sms != nil, variables != nil || process != nil {
      throw ValidationError(
        "An SMS starts the process of its webhook: leave out --process and --variables.")
    }
  }

  func run() async throws {
    try await perform {
      guard let bundle = try arguments.bundle() else { return .problemsFound }
      let run = try ProcessRun(
        bundle: bundle, secrets: try arguments.secretChain(),
        options: try arguments.options(for: bundle),
        limit: .seconds(timeout))
      let status = try await run.perform { run in
        if let sms, let from {
          try await run.text(try details.text(sms, from: from))
        } else {
          try await run.start(process: process, variables: try readVariables())
        }
      }
      return status
    }
  }

  private func readVariables() throws -> JSONObject {
    guard let variables else { return JSONObject() }
    let isText = variables.drop { $0.isWhitespace }.first.map { "{[\"".contains($0) } ?? true
    let bytes = isText ? Array(variables.utf8) : try InputReader().read(file: variables)
    do throws(JSONSyntaxError) {
      if let object = try JSONValue(parsing: bytes).object { return object }
    } catch {
      throw ToolFault(
        message: "--variables is not JSON: \(error.message), at byte \(error.offset)",
        status: .badUsage)
    }
    throw ToolFault(
      message: "--variables must be a JSON object, such as {\"name\": \"value\"}",
      status: .badUsage)
  }
}
