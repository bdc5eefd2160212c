import ArgumentParser
import Bundles
import Frontend
import ProjectModel

/// The command `bpmnc`: runs the compiler's commands itself and hands the others to the executor.
@main
struct BPMNC: ParsableCommand {
  // Every command sets its name, because deriving names from types costs milliseconds at startup.
  static let configuration = CommandConfiguration(
    commandName: "bpmnc",
    abstract: "Checks, bundles and runs Camunda 8 BPMN diagrams with connectors.",
    version: BPMNCVersion.description,
    groupedSubcommands: [
      CommandGroup(
        name: "Compile",
        subcommands: [
          Lint.self, Build.self, BundleCommand.self, Webhooks.self, SecretsCommand.self, Init.self,
        ]),
      CommandGroup(name: "Execute", subcommands: [Run.self, Dev.self, SMS.self]),
      CommandGroup(name: "Templates", subcommands: [Template.self]),
      CommandGroup(name: "Expressions", subcommands: [Feel.self]),
      CommandGroup(name: "Help", subcommands: [Explain.self, Completion.self, Manual.self]),
    ])

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let fault = CommandWords.fault(in: arguments, of: Self.self) {
      Terminal.complain(fault)
      exit(withError: ExitCode(ExitStatus.badUsage.rawValue))
    }
    do {
      var command = try parseAsRoot(
        FeelArguments.separated(CommandWords.withoutHelp(arguments)))
      try command.run()
    } catch {
      end(with: error)
    }
  }
}

/// Runs a command's work. An error becomes a line on standard error and an exit code.
func perform(_ work: () throws -> ExitStatus) throws {
  let status: ExitStatus
  do {
    status = try work()
  } catch let fault as ToolFault {
    Terminal.complain(fault.message)
    status = fault.status
  } catch let error as ValidationError {
    Terminal.complain(error.message)
    status = .badUsage
  } catch let fault as ProjectBundle.Fault {
    Terminal.complain(fault.message)
    status = .problemsFound
  }
  throw ExitCode(status.rawValue)
}

/// "1 file", "2 files".
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
