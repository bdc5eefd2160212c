import Bundles
import Linting
import ProjectModel
import Webhooks
import ArgumentParser
import Diagnostics
import Frontend
import JSON

extension Webhooks {
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "Compares the webhooks with a list from elsewhere.",
      discussion: """
        The list is what 'bpmnc webhooks' once wrote (json, yaml, csv), what Twilio says of its \
        numbers, messaging services or senders as JSON or TSV, or one URL a line.
        Exit codes: 0 the list is as the diagrams say, 1 it is not, 2 it cannot be read.
        """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text, json
    }

    @Argument(help: "The list; '-' is standard input.")
    var list: String

    @OptionGroup var project: ProjectOptions
    @OptionGroup var environment: EnvironmentOptions

    @Option(help: "How the differences are printed.")
    var format = Format.text

    func validate() throws {
      if list == "-", project.paths.contains("-") {
        throw ValidationError("Only one of the list and the diagrams can be standard input.")
      }
    }

    func run() throws {
      try perform {
        let listing = try readList()
        let input = try WebhookInput(project, environment)
        let drift = WebhookDrift(
          input.document, environments: input.environments, listing: listing,
          ignoring: input.otherEnvironments)
        switch format {
        case .text: Terminal.write(drift.text)
        case .json: Terminal.write(drift.json.text(.indented) + "\n")
        }
        return drift.isEmpty && input.isComplete ? .success : .problemsFound
      }
    }

    private func readList() throws -> WebhookListing {
      let reader = InputReader()
      let bytes = list == "-" ? try reader.readStandardInput() : try reader.read(file: list)
      let name = list == "-" ? "standard input" : list
      do throws(WebhookListing.Fault) {
        return try WebhookListing(reading: SourceText(path: name, bytes: bytes))
      } catch {
        throw ToolFault(message: error.message)
      }
    }
  }
}
