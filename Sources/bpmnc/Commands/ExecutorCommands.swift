import ArgumentParser
import Frontend

struct Run: ForwardedCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a process until it completes or waits, and prints what happened.")

  @Argument(parsing: .captureForPassthrough, help: "See 'bpmnc run --help'.")
  var arguments: [String] = []

  func run() throws { try ExecutorHandover.become("run", arguments) }
}

struct Dev: ForwardedCommand {
  static let configuration = CommandConfiguration(
    commandName: "dev",
    abstract: "Runs a server: engine, webhooks, Twilio simulator, REST API and a status page.")

  @Argument(parsing: .captureForPassthrough, help: "See 'bpmnc dev --help'.")
  var arguments: [String] = []

  func run() throws { try ExecutorHandover.become("dev", arguments) }
}

struct SMS: ForwardedCommand {
  static let configuration = CommandConfiguration(
    commandName: "sms", abstract: "Sends text messages to a running 'bpmnc dev'.")

  @Argument(parsing: .captureForPassthrough, help: "See 'bpmnc sms --help'.")
  var arguments: [String] = []

  func run() throws { try ExecutorHandover.become("sms", arguments) }
}
