import ArgumentParser
import Diagnostics
import Frontend
import JSON
import Webhooks

extension Webhooks {
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "Compares the webhooks with a list of configured URLs.",
      discussion: """
        The list is earlier output of 'bpmnc webhooks' (json, yaml, csv), Twilio's phone numbers, \
        messaging services or senders as JSON or TSV, or one URL per line.
        Exit codes: 0 the list matches the diagrams, 1 it differs, 2 it cannot be read.
        """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text, json
    }

    @Argument(help: "The list to compare with; '-' reads standard input.")
    var list: String

    @OptionGroup var project: ProjectOptions
    @OptionGroup var environment: EnvironmentOptions

    @Option(help: "The output format.")
    var format = Format.text

    func validate() throws {
      if list == "-", project.paths.contains("-") {
        throw ValidationError("The list and the diagrams cannot both be read from standard input.")
      }
    }

    func run() throws {
      try perform {
        let listing = try readList()
        let input = try WebhookInput(project, environment)
        let drift = WebhookDrift(
          input.manifest, environments: input.environments, listing: listing,
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
