import LintRules
import Bundles
import Linting
import ProjectModel
import Reports
import SecretReferences
import ArgumentParser
import Compiler
import Diagnostics
import Frontend
import JSON
import Secrets

struct SecretsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secrets",
    abstract:
      "Lists the secrets that diagrams or a bundle ask for, and checks that they are there.",
    discussion: """
      No value is ever printed. Exit codes: 0 nothing wrong, 1 a secret is missing or stands where no \
      value is put in, 2 the work could not be done, 64 bad usage.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  enum Template: String, ExpressibleByArgument, CaseIterable {
    case env, k8s, compose

    var format: SecretTemplate.Format {
      switch self {
      case .env: .env
      case .k8s: .k8s
      case .compose: .compose
      }
    }
  }

  @OptionGroup var project: ProjectOptions

  @Option(help: "How the list is printed.")
  var format = Format.table

  @Flag(help: "Ask the sources for every secret, and say which references get no value.")
  var check = false

  @Option(help: "The environment of bpmnc.yaml whose sources are asked; needs --check.")
  var environment: String?

  @Option(
    help: ArgumentHelp(
      "A file with the values, asked after those of the environment; needs --check.",
      discussion: "NAME=VALUE lines, .json or .yaml. Variables SECRET_NAME come last."))
  var secrets: String?

  @Flag(help: "Write the old forms in braces, where that changes no meaning.")
  var fix = false

  @Flag(help: "Print what --fix would change, and change nothing.")
  var diff = false

  @Option(help: "Print the file to fill in: env, k8s or compose.")
  var template: Template?

  func validate() throws {
    if !check, environment != nil || secrets != nil {
      throw ValidationError("--environment and --secrets belong to --check.")
    }
    if template != nil, check || fix || diff {
      throw ValidationError("--template stands alone.")
    }
    if check, fix || diff {
      throw ValidationError("--check and --fix are two steps.")
    }
  }

  func run() throws {
    try perform {
      if check { return try runCheck() }
      if fix || diff { return try runFix() }
      switch try project.read() {
      case .files(let files):
        let project = Project(files)
        let isComplete = reportUnreadable(project)
        let inventory = SecretInventory(SecretUse.all(in: project))
        if let template {
          Terminal.write(SecretTemplate(inventory).text(template.format))
        } else {
          write(inventory.json())
        }
        return isComplete ? .success : .problemsFound
      case .bundle(let bundle, _):
        if let template {
          let inventory = SecretInventory(SecretUse.all(in: Project(Self.files(of: bundle))))
          Terminal.write(SecretTemplate(inventory).text(template.format))
        } else {
          write(bundle.secrets)
        }
        return .success
      }
    }
  }

  private static func files(of bundle: ProjectBundle) -> [InputFile] {
    bundle.resources.map { InputFile(path: $0.path, relativePath: $0.path, bytes: $0.bytes) }
  }

  private func write(_ document: JSONValue) {
    switch format {
    case .json: Terminal.write(document.text(.indented) + "\n")
    case .table: Terminal.write(SecretList(document).table)
    }
  }

  // MARK: --check

  private func runCheck() throws -> ExitStatus {
    let files: [InputFile]
    switch try project.read() {
    case .files(let read): files = read
    case .bundle(let bundle, _): files = Self.files(of: bundle)
    }
    var settings = try project.settings()
    settings.place(files)
    try refuseFaults(settings)
    let environment = try environment.map { name in
      try SecretSources.environment(name, in: settings)
    }
    let chain = SecretChain(
      try SecretSources.providers(of: environment, in: settings, file: secrets))
    let project = Project(files)
    let isComplete = reportUnreadable(project)
    let check = SecretCheck(
      project, settings: settings.settings, environment: environment, status: chain.status)
    switch format {
    case .json: Terminal.write(check.json.text(.indented) + "\n")
    case .table:
      Terminal.write(check.table)
      let reporter = TextReporter(hasColor: Terminal.hasColor)
      for finding in check.diagnostics { Terminal.write("\n" + reporter.text(of: finding) + "\n") }
    }
    return isComplete && check.isComplete ? .success : .problemsFound
  }

  /// A source that could not be read from the configuration would be missing in silence.
  private func refuseFaults(_ settings: ProjectSettings) throws {
    let faults = settings.diagnostics.filter { $0.severity == .error }
    guard !faults.isEmpty else { return }
    let reporter = TextReporter(hasColor: Terminal.hasErrorColor)
    for fault in faults { Terminal.note(reporter.text(of: fault) + "\n") }
    throw ToolFault(message: "the configuration has errors")
  }

  // MARK: --fix

  private func runFix() throws -> ExitStatus {
    guard case .files(let files) = try project.read() else {
      throw ToolFault(message: "\(project.paths[0]): a bundle cannot be changed; fix its sources")
    }
    guard !project.paths.contains("-") || diff else {
      throw ToolFault(message: "standard input cannot be fixed; use --diff")
    }
    let isComplete = reportUnreadable(Project(files))
    var settings = try project.settings()
    settings.place(files)
    let find = { (files: [InputFile]) in
      Compilation.secretFindings(in: Project(files), settings: settings.settings)
    }
    let run = FixRun(files, check: find)
    for (old, new) in zip(files, run.files) where old.bytes != new.bytes {
      if diff {
        Terminal.write(UnifiedDiff(old: old.bytes, new: new.bytes, path: old.path).text)
      } else {
        try OutputFile.write(new.bytes, to: new.path)
      }
    }
    let left = find(run.files)
    let reporter = TextReporter(hasColor: Terminal.hasErrorColor)
    for finding in left { Terminal.note(reporter.text(of: finding) + "\n") }
    let verb = diff ? "would be rewritten" : "rewritten"
    let references = "\(run.fixCount) reference\(run.fixCount == 1 ? "" : "s")"
    Terminal.note("\(references) \(verb), \(left.count) left")
    return isComplete && left.isEmpty ? .success : .problemsFound
  }
}
