import ArgumentParser
import Bundles
import Compiler
import Diagnostics
import Frontend
import JSON
import Linting
import ProjectModel
import Reports
import SecretReferences
import YAML

struct SecretsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secrets",
    abstract:
      "Lists the secrets that diagrams or a bundle use, and checks that they have values.",
    discussion: """
      Values are never printed. Exit codes: 0 no problems, 1 a secret is missing or is used where \
      secrets are not resolved, 2 the check could not be run, 64 bad usage.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, yaml, csv
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

  @Option(help: "The output format.")
  var format = Format.table

  @Flag(help: "Look up every secret and report the references that get no value.")
  var check = false

  @Option(
    name: .customLong("environment"),
    help: "Look secrets up in this environment of bpmnc.yaml (repeatable); needs --check.")
  var environments: [String] = []

  @Flag(help: "Look secrets up in every environment of bpmnc.yaml; needs --check.")
  var allEnvironments = false

  @Option(
    help: ArgumentHelp(
      "A file with secret values, searched after the environment's sources; needs --check.",
      discussion: "NAME=VALUE lines, .json or .yaml. SECRET_NAME variables are searched last."))
  var secrets: String?

  @Flag(help: "Rewrite references to {{secrets.NAME}} where that does not change the meaning.")
  var fix = false

  @Flag(help: "Print what --fix would change, without changing files.")
  var diff = false

  @Option(help: "Print a file to fill in: env, k8s or compose.")
  var template: Template?

  func validate() throws {
    if !check, !environments.isEmpty || allEnvironments || secrets != nil {
      throw ValidationError("--environment, --all-environments and --secrets need --check.")
    }
    if allEnvironments, !environments.isEmpty {
      throw ValidationError("--environment and --all-environments cannot be used together.")
    }
    if template != nil, check || fix || diff {
      throw ValidationError("--template cannot be combined with --check, --fix or --diff.")
    }
    if check, fix || diff {
      throw ValidationError("--check cannot be combined with --fix or --diff.")
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

  static func files(of bundle: ProjectBundle) -> [InputFile] {
    bundle.resources.map { InputFile(path: $0.path, relativePath: $0.path, bytes: $0.bytes) }
  }

  private func write(_ document: JSONValue) {
    switch format {
    case .json: Terminal.write(document.text(.indented) + "\n")
    case .yaml: Terminal.write(document.yaml)
    case .csv: Terminal.write(SecretList(document).csv)
    case .table: Terminal.write(SecretList(document).table)
    }
  }

  // MARK: --fix

  private func runFix() throws -> ExitStatus {
    guard case .files(let files) = try project.read() else {
      throw ToolFault(
        message: "\(project.paths[0]) is a bundle, which cannot be changed; fix its sources")
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
    Terminal.note("\(counted(run.fixed.count, "reference")) \(verb), \(left.count) left")
    return isComplete && left.isEmpty ? .success : .problemsFound
  }
}
