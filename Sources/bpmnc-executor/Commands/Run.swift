import ArgumentParser
import Connectors
import Executor
import Frontend
import JSON

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs a process until it ends or waits, and prints what happened.",
    discussion: """
      Everything runs in memory, with the Twilio simulator; timers are skipped, not waited for, \
      except those that limit a wait for a message. \
      Exit codes: 0 the process ended, or waits for a message, a signal, a condition or a user; 1 \
      it failed, has an incident, waits for something that never comes, or is still running after \
      --timeout, or no process was started; 2 the tool failed; 64 bad usage.
      """)

  @OptionGroup var arguments: ExecutorArguments
  @OptionGroup var engine: EngineArguments

  @Option(help: "The id of the process to start; required if there are several.")
  var process: String?

  @Option(help: "The initial variables: JSON, or the path of a JSON file.")
  var variables: String?

  @Option(
    name: .customLong("complete"),
    help: ArgumentHelp(
      "ELEMENT=JSON: complete a user task with these variables; can be repeated.",
      discussion:
        "The values of the same element are used in turn, and the last one for all further visits. The JSON can also be a file."
    ))
  var completions: [String] = []

  @Option(
    name: .customLong("signal"),
    help: "The name of a signal to broadcast once nothing else moves the process on; repeatable.")
  var signals: [String] = []

  @Option(help: "The text of the SMS that starts the process.")
  var sms: String?

  @Option(help: "The sender's phone number.")
  var from: String?

  @OptionGroup var details: TextArguments

  @Option(
    name: .customLong("job"),
    help: ArgumentHelp(
      "TYPE=JSON: complete the jobs of a type with these variables; can be repeated.",
      discussion:
        "It replaces a worker that does not exist, or the HTTP connector. The values of the same type are used in turn, and the last one for all further jobs. The JSON can also be a file."
    ))
  var jobs: [String] = []

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
      throw ValidationError(
        "--sms needs the simulator, which does not run with --live. Omit one of them.")
    }
    if sms != nil, variables != nil || process != nil {
      throw ValidationError(
        "An SMS starts the process of its webhook; omit --process and --variables.")
    }
  }

  func run() async throws {
    try await perform {
      guard let bundle = try arguments.bundle() else { return .problemsFound }
      let settings = try arguments.settings()
      var options = try arguments.options(for: bundle, settings)
      options.jobAnswers = try jobAnswers()
      let run = try ProcessRun(
        bundle: bundle, secrets: try arguments.secretChain(settings), options: options,
        compatibility: engine.engineCompatibility, clusterVariables: try engine.variables(),
        limit: .seconds(timeout), userTasks: try userTaskAnswers(), signals: signals)
      return try await run.perform { run in
        if let sms, let from {
          try await run.text(try details.text(sms, from: from))
        } else {
          let variables = try variables.map { try VariablesArgument.read($0, "--variables") }
          try await run.start(process: process, variables: variables ?? JSONObject())
        }
      }
    }
  }

  /// The answers in the order in which their types are first given.
  private func jobAnswers() throws -> [JobAnswer] {
    var types: [String] = []
    var variables: [String: [JSONObject]] = [:]
    for text in jobs {
      let (type, json) = try pair(text, "--job", "TYPE=JSON")
      if variables[type] == nil { types.append(type) }
      variables[type, default: []].append(try VariablesArgument.read(json, "--job"))
    }
    return types.map { JobAnswer(jobType: $0, variables: variables[$0] ?? []) }
  }

  private func userTaskAnswers() throws -> UserTaskAnswers {
    UserTaskAnswers(
      try completions.map { text in
        let (element, json) = try pair(text, "--complete", "ELEMENT=JSON")
        return (element, try VariablesArgument.read(json, "--complete"))
      })
  }
}
