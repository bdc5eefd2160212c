import ArgumentParser
import BPMN
import Compiler
import Frontend
import JSON

struct Webhooks: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the inbound connectors of diagrams or of a bundle, with their URLs.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, markdown
  }

  @OptionGroup var project: ProjectOptions

  @Option(help: "The address in front of /inbound/….")
  var baseURL: String?

  @Option(help: "How the list is printed.")
  var format = Format.table

  func run() throws {
    try perform {
      let environments =
        baseURL.map {
          [WebhookManifest.Environment(name: "base-url", baseURL: $0)]
        } ?? [.local]
      let document: JSONValue
      var isComplete = true
      switch try project.read() {
      case .files(let files):
        let project = Project(files)
        isComplete = reportUnreadable(project)
        document = WebhookManifest(Webhook.all(in: project), environments: environments).json()
      case .bundle(let bundle, _):
        document = WebhookManifest.readdress(bundle.webhooks, environments: environments)
      }
      switch format {
      case .json: Terminal.write(document.text(.indented) + "\n")
      case .table: Terminal.write(WebhookList(document).table)
      case .csv: Terminal.write(WebhookList(document).csv)
      case .markdown: Terminal.write(WebhookList(document).markdown)
      }
      return isComplete ? .success : .problemsFound
    }
  }
}

/// Complains about files that could not be read, so that no list passes for complete.
/// - Returns: whether all could be read.
func reportUnreadable(_ project: Project) -> Bool {
  var isComplete = true
  for file in project.files {
    guard let bpmn = file.bpmn, bpmn.model == nil else { continue }
    isComplete = false
    let reporter = TextReporter(hasColor: false)
    for diagnostic in bpmn.diagnostics { Terminal.note(reporter.text(of: diagnostic)) }
  }
  return isComplete
}
