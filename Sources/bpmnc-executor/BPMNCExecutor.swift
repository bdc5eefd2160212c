import ArgumentParser
import CEmptyICUData
import Engine
import EngineProtocol
import Executor
import Foundation
import Frontend
import ProjectModel
import Reports
import TwilioSimulator

/// The executor's binary, which `bpmnc run`, `bpmnc dev` and `bpmnc sms` execute.
@main
struct BPMNCExecutor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bpmnc",
    abstract: "The executor of bpmnc; started by 'bpmnc run', 'bpmnc dev' and 'bpmnc sms'.",
    version: BPMNCVersion.description,
    subcommands: [Run.self, Dev.self, SMS.self])

  /// Refuses to run for another version of `bpmnc`, whose bundles and options may differ.
  static func main() async {
    if let version = ProcessInfo.processInfo.environment["BPMNC_VERSION"],
      version != BPMNCVersion.current
    {
      Terminal.complain(
        "bpmnc is version \(version) and bpmnc-executor is version \(BPMNCVersion.current); "
          + "install both from one build")
      Foundation.exit(ExitStatus.toolFailed.rawValue)
    }
    if let fault = CommandWords.fault(
      in: Array(CommandLine.arguments.dropFirst()), of: Self.self)
    {
      Terminal.complain(fault)
      Foundation.exit(ExitStatus.badUsage.rawValue)
    }
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }
}

/// Runs a command: errors become lines on standard error with their exit code, a rejected
/// deployment its findings with exit code 1.
func perform(_ work: () async throws -> ExitStatus) async throws {
  let status: ExitStatus
  do {
    status = try await work()
  } catch let error as EngineError where !error.diagnostics.isEmpty {
    let reporter = TextReporter(hasColor: Terminal.hasErrorColor)
    for diagnostic in error.diagnostics { Terminal.note(reporter.text(of: diagnostic) + "\n") }
    Terminal.complain("the engine rejected the deployment")
    status = .problemsFound
  } catch let fault as ToolFault {
    _ = fail(fault.message)
    status = fault.status
  } catch let fault as SimulatorClient.Fault {
    _ = fail(fault.message)
    status = fault.isRefusal ? .badUsage : .toolFailed
  } catch {
    status = fail("\(error)")
  }
  throw ExitCode(status.rawValue)
}

private func fail(_ message: String) -> ExitStatus {
  Terminal.complain(message)
  return .toolFailed
}
