import ArgumentParser
import BPMN
import Bundles
import Diagnostics
import Frontend
import JSON
import ProjectModel
import Reports
import Webhooks
import YAML

struct Webhooks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhooks",
    abstract: "Lists the inbound connectors of diagrams or a bundle, with their URLs.",
    subcommands: [List.self, Diff.self], defaultSubcommand: List.self)
}

extension Webhooks {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists inbound connectors and their URLs (the default).")

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case table, json, yaml, csv, markdown, openapi
    }

    @OptionGroup var project: ProjectOptions
    @OptionGroup var environment: EnvironmentOptions

    @Option(help: "The output format; openapi is an OpenAPI 3.1 document.")
    var format = Format.table

    @Flag(help: "Also list what to configure at Twilio, with command lines.")
    var twilio = false

    func validate() throws {
      if twilio, format == .csv || format == .openapi {
        throw ValidationError("--twilio needs the format table, markdown, json or yaml.")
      }
    }

    func run() throws {
      try perform {
        let input = try WebhookInput(project, environment)
        let list = WebhookList(input.manifest)
        let setup = TwilioSetup(input.manifest, environments: input.environments)
        var document: JSONValue { twilio ? setup.json : input.manifest.json() }
        switch format {
        case .json: Terminal.write(document.text(.indented) + "\n")
        case .yaml: Terminal.write(document.yaml)
        case .table: Terminal.write(list.table + (twilio ? setup.text : ""))
        case .csv: Terminal.write(list.csv)
        case .markdown: Terminal.write(list.markdown + (twilio ? setup.markdown : ""))
        case .openapi:
          let openAPI = WebhookOpenAPI(input.manifest, environments: input.environments)
          Terminal.write(openAPI.json.text(.indented) + "\n")
        }
        report(twilio ? setup.diagnostics : [])
        return input.isComplete ? .success : .problemsFound
      }
    }
  }
}

/// The input of the webhook commands: the manifest of a project or bundle, with the URLs of the
/// selected environments.
struct WebhookInput {
  var manifest: WebhookManifest
  var environments: [ProjectEnvironment]
  /// The environments of the configuration that are not selected.
  var otherEnvironments: Set<String>
  /// Whether all files and the whole configuration could be read.
  var isComplete: Bool

  init(_ project: ProjectOptions, _ options: EnvironmentOptions) throws {
    let settings = try project.settings()
    report(settings.diagnostics)
    isComplete = !settings.diagnostics.contains { $0.severity == .error }
    // No address takes the place of one that cannot be read.
    guard isComplete || !settings.configuration.environments.isEmpty || options.baseURL != nil
    else {
      throw ToolFault(
        message: "the configuration has errors, so the URLs are unknown", status: .problemsFound)
    }
    switch try project.read() {
    case .files(let files):
      let project = Project(files)
      isComplete = reportUnreadable(project) && isComplete
      environments = try options.environments(of: settings.configuration)
      manifest = WebhookManifest(Webhook.all(in: project), environments: environments)
    case .bundle(let bundle, _):
      environments = try options.environments(
        of: settings.configuration,
        bundled: Self.environment(of: bundle, in: settings.configuration))
      manifest = bundle.webhooks
      manifest.address(for: environments)
    }
    otherEnvironments = Set(settings.configuration.environments.map(\.name))
      .subtracting(environments.map(\.name))
    for environment in environments where environment.webhookBase == nil {
      Terminal.complain(environment.withoutAddress + "; skipped")
    }
  }

  /// The environment that a bundle was built for, with the bundle's own URLs and the phone numbers
  /// in the configuration; nil if it was built for none.
  private static func environment(
    of bundle: ProjectBundle, in configuration: Configuration
  ) -> ProjectEnvironment? {
    guard let name = bundle.manifest.environment else { return nil }
    var environment = bundle.webhooks.environments.first { $0.name == name }
    if let configured = configuration.environment(name) { environment?.twilio = configured.twilio }
    return environment
  }
}

/// Prints findings on standard error.
func report(_ diagnostics: [Diagnostic]) {
  let reporter = TextReporter(hasColor: Terminal.hasErrorColor)
  for diagnostic in diagnostics { Terminal.note(reporter.text(of: diagnostic)) }
}

/// Reports files that could not be read, because a list without them is incomplete.
/// - Returns: whether all files could be read.
func reportUnreadable(_ project: Project) -> Bool {
  var isComplete = true
  for file in project.files {
    guard let bpmn = file.bpmn, bpmn.model == nil else { continue }
    isComplete = false
    report(bpmn.diagnostics)
  }
  return isComplete
}
