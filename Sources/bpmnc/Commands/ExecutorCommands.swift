import ArgumentParser

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a process to its end, or to where it waits, and prints what happened.")

  @Argument(parsing: .captureForPassthrough, help: "See 'bpmnc run --help'.")
  var arguments: [String] = []

  func run() throws { try ExecutorHandover.become("run", arguments) }
}

struct Dev: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dev",
    abstract: "Keeps diagrams running: webhooks, Twilio simulator, API and a page.")

  @Argument(parsing: .captureForPassthrough, help: "See 'bpmnc dev --help'.")
  var arguments: [String] = []

  func run() throws { try ExecutorHandover.become("dev", arguments) }
}

struct SMS: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sms", abstract: "Texts with a running 'bpmnc dev'.")

  @Argument(parsing: .captureForPassthrough, help: "See 'bpmnc sms --help'.")
  var arguments: [String] = []

  func run() throws { try ExecutorHandover.become("sms", arguments) }
}
