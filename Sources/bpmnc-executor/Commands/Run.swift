import ArgumentParser
import EngineProtocol
import Executor
import Foundation
import Frontend
import JSON

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs a process until it ends or waits, and prints what happened.",
    discussion: """
      Everything runs in memory, with the Twilio simulator; timers are skipped, not waited for, \
      except those that limit a wait for a message. \
      Exit codes: 0 the process ended or waits for a message; 1 it failed, has an incident, waits \
      for a worker that does not exist, or no process was started.
      """)

  @OptionGroup var arguments: ExecutorArguments

  @Option(help: "The id of the process to start; required if there are several.")
  var process: String?

  @Option(help: "The initial variables: JSON, or the path of a JSON file.")
  var variables: String?

  @Option(help: "The text of the SMS that starts the process.")
  var sms: String?

  @Option(help: "The sender's phone number.")
  var from: String?

  @OptionGroup var details: TextArguments

  @Option(help: "The maximum number of seconds to run.", transform: seconds)
  var timeout = 60

  func validate() throws {
    if (sms == nil) != (from == nil) {
      throw ValidationError("--sms TEXT and --from NUMBER go together.")
    }
    if sms == nil, !details.isEmpty {
      throw ValidationError("--to and the other options for an SMS require --sms TEXT.")
    }
    if sms != nil, arguments.live {
      throw ValidationError("--sms cannot be used with --live, which has no simulator.")
    }
    if sms != nil, variables != nil || process != nil {
      throw ValidationError(
        "An SMS starts the process of its webhook; omit --process and --variables.")
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
        message: "--variables is not valid JSON: \(error.message), at byte \(error.offset)",
        status: .badUsage)
    }
    throw ToolFault(
      message: "--variables must be a JSON object, such as {\"name\": \"value\"}",
      status: .badUsage)
  }
}
