import ArgumentParser
import BPMN
import Diagnostics
import ElementTemplates
import Frontend
import ProjectModel
import Reports
import Text

/// The options of the commands that apply, upgrade and remove templates.
struct TemplateEditingOptions: ParsableArguments {
  @Option(
    name: .customLong("templates"),
    help: "Also read element templates from this folder (repeatable).")
  var templateFolders: [String] = []

  @Flag(help: "Print what would change, without changing files.")
  var dryRun = false

  /// The templates available to a file or folder.
  func library(for path: String) throws -> TemplateLibrary {
    let (library, diagnostics) = try TemplateFolders.library(named: templateFolders, from: path)
    complain(about: diagnostics.filter { $0.severity == .error })
    return library
  }

  func editor(of file: InputFile, _ library: TemplateLibrary) -> TemplateEditor {
    TemplateEditor(library: library, makeUUID: FileUUIDs(file).next)
  }

  func complain(about diagnostics: [Diagnostic]) {
    let reporter = TextReporter(hasColor: Terminal.hasErrorColor)
    for diagnostic in diagnostics { Terminal.note(reporter.text(of: diagnostic) + "\n") }
  }

  /// Prints the changes or writes the file.
  func finish(_ bytes: [UInt8], of file: InputFile) throws {
    guard bytes != file.bytes else { return }
    if dryRun {
      Terminal.write(UnifiedDiff(old: file.bytes, new: bytes, path: file.path).text)
    } else {
      try OutputFile.write(bytes, to: file.path)
    }
  }

  /// Reads the file to change.
  func read(_ path: String) throws -> InputFile {
    InputFile(path: path, relativePath: path, bytes: try InputReader().read(file: path))
  }

  func model(of file: InputFile) throws -> BPMNModel {
    let read = BPMNFile(parsing: file.bytes, path: file.path)
    guard let model = read.model else {
      complain(about: read.diagnostics)
      throw ExitCode(ExitStatus.problemsFound.rawValue)
    }
    return model
  }

  func element(_ id: String, in model: BPMNModel) throws -> BPMNElement {
    guard let element = model.element(id: id) else {
      let hint =
        Suggestion.nearest(to: id, among: model.elements.compactMap(\.id))
        .map { "; did you mean '\($0)'?" } ?? ""
      throw ToolFault(message: "\(model.source.path): no element has the ID '\(id)'\(hint)")
    }
    return element
  }

  /// Makes one change to an element; if that fails, the problem is in the input.
  func change(
    _ id: String, in path: String,
    _ work: (TemplateEditor, BPMNElement) throws -> TemplateChange
  ) throws -> ExitStatus {
    let file = try read(path)
    let editor = editor(of: file, try library(for: path))
    do {
      let change = try work(editor, try element(id, in: try model(of: file)))
      complain(about: change.notes)
      try finish(change.bytes, of: file)
      return .success
    } catch let problem as Diagnostic {
      complain(about: [problem])
      return .problemsFound
    }
  }
}

struct TemplateApply: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Applies a template to an element of a diagram.")

  @Argument(
    help: "The template's ID, with @VERSION to choose a version (default: the newest compatible).")
  var template: String

  @Argument(help: "The element's ID.")
  var element: String

  @Argument(help: "The diagram, which is changed in place.")
  var file: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a property, named by its ID or its binding (repeatable).",
      valueName: "property=value"),
    transform: TemplateSetting.read)
  var settings: [TemplateSetting] = []

  @OptionGroup var options: TemplateEditingOptions

  func run() throws {
    try perform {
      try options.change(element, in: file) { editor, element in
        let chosen = try TemplateChoice(template).template(
          in: editor.library, for: element.model.platformVersion)
        return try editor.apply(chosen, to: element, setting: settings)
      }
    }
  }
}

struct TemplateUpgrade: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade",
    abstract: "Upgrades elements to newer template versions and replaces deprecated templates.")

  @Argument(help: "Files and folders to change in place (default: the current folder).")
  var paths: [String] = []

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "The version, or latest-compatible: the newest that supports the diagram's Camunda version.",
      valueName: "version"),
    transform: UpgradeTarget.read)
  var target = UpgradeTarget.latestCompatible

  @OptionGroup var options: TemplateEditingOptions

  func run() throws {
    try perform {
      let library = try options.library(for: paths.first ?? ".")
      let lookup = ConfigurationLookup()
      guard !paths.contains("-"),
        case .files(let files) = try InputReader().read(paths, lookup: lookup)
      else {
        throw ToolFault(
          message: "cannot upgrade templates in bundles or standard input; give files or folders")
      }
      lookup.exclusionNotes.forEach(Terminal.note)
      var problems: [Diagnostic] = []
      var changed = (elements: 0, files: 0)
      for file in files where ProjectFile.Kind(path: file.path) ?? .process == .process {
        let result = Self.upgraded(file, options.editor(of: file, library), target)
        problems += result.notes
        guard result.count > 0 else { continue }
        changed = (changed.elements + result.count, changed.files + 1)
        try options.finish(result.bytes, of: file)
      }
      options.complain(about: problems)
      let verb = options.dryRun ? "would be upgraded" : "upgraded"
      Terminal.note(
        "\(counted(changed.elements, "element")) in \(counted(changed.files, "file")) \(verb)")
      return problems.contains { $0.severity == .error } ? .problemsFound : .success
    }
  }

  /// Upgrades the elements of a file one after the other.
  private static func upgraded(
    _ file: InputFile, _ editor: TemplateEditor, _ target: UpgradeTarget
  ) -> (bytes: [UInt8], count: Int, notes: [Diagnostic]) {
    let original = BPMNFile(parsing: file.bytes, path: file.path)
    guard let model = original.model else { return (file.bytes, 0, original.diagnostics) }
    var bytes = file.bytes
    var notes: [Diagnostic] = []
    var count = 0
    for id in model.elements.filter({ $0.templateID != nil }).compactMap(\.id) {
      guard let element = BPMNFile(parsing: bytes, path: file.path).model?.element(id: id) else {
        continue
      }
      do {
        guard let change = try editor.upgrade(element, to: target) else { continue }
        bytes = change.bytes
        notes += change.notes
        count += 1
      } catch {
        notes.append(error)
      }
    }
    return (bytes, count, notes)
  }
}

struct TemplateRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Removes the template from an element and keeps the element.")

  @Argument(help: "The element's ID.")
  var element: String

  @Argument(help: "The diagram, which is changed in place.")
  var file: String

  @OptionGroup var options: TemplateEditingOptions

  func run() throws {
    try perform {
      try options.change(element, in: file) { try $0.remove(from: $1) }
    }
  }
}

struct TemplateUnlink: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlink",
    abstract: "Removes the link from an element to its template and keeps all values.",
    discussion: "The element no longer gets the template's checks, form and upgrades.")

  @Argument(help: "The element's ID.")
  var element: String

  @Argument(help: "The diagram, which is changed in place.")
  var file: String

  @OptionGroup var options: TemplateEditingOptions

  func run() throws {
    try perform {
      try options.change(element, in: file) { try $0.unlink($1) }
    }
  }
}

extension UpgradeTarget {
  fileprivate static func read(_ argument: String) throws -> UpgradeTarget {
    if argument == "latest-compatible" { return .latestCompatible }
    guard let version = Int(argument) else {
      throw ValidationError("'\(argument)' is not a version or 'latest-compatible'.")
    }
    return .version(version)
  }
}

extension TemplateSetting {
  fileprivate static func read(_ argument: String) throws -> TemplateSetting {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      throw ValidationError("'\(argument)' does not have the form property=value.")
    }
    return TemplateSetting(
      name: String(argument[..<equals]),
      value: String(argument[argument.index(after: equals)...]))
  }
}
