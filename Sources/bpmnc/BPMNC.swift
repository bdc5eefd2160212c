import Bundles
import ProjectModel
import ArgumentParser
import Frontend

/// The command `bpmnc`: the compiler's commands run here, the executor's are handed on.
@main
struct BPMNC: ParsableCommand {
  // Every command says its name: working names out of types takes the library milliseconds.
  static let configuration = CommandConfiguration(
    commandName: "bpmnc",
    abstract: "Compiles, checks, bundles and runs Camunda 8 BPMN diagrams with connectors.",
    version: BPMNCVersion.current,
    groupedSubcommands: [
      CommandGroup(
        name: "Compile",
        subcommands: [
          Lint.self, Build.self, BundleCommand.self, Webhooks.self, SecretsCommand.self, Init.self,
        ]),
      CommandGroup(name: "Execute", subcommands: [Run.self, Dev.self, SMS.self]),
      CommandGroup(name: "Templates", subcommands: [Template.self]),
      CommandGroup(name: "Expressions", subcommands: [Feel.self]),
      CommandGroup(name: "Help", subcommands: [Explain.self]),
    ])

  static func main() { main(FeelArguments.separated(Array(CommandLine.arguments.dropFirst()))) }
}

/// Runs a command's work: faults become a line on standard error and their exit code.
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
func counted(_ count: Int, _ word: String) -> String {
  "\(count) \(word)\(count == 1 ? "" : "s")"
}
