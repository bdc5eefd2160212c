import ArgumentParser
import Compiler
import FoundationEssentials
import Frontend
import JSON
import LintRules
import Linting
import ProjectModel

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a commented bpmnc.yaml for the diagrams of a folder.",
    discussion: """
      Also writes \(ConfigurationSchema.fileName), with which editors complete and check bpmnc.yaml. \
      Existing files are never overwritten.
      """)

  @Argument(help: "The folder.")
  var folder = "."

  @Flag(help: "Print the file instead of writing it.")
  var print = false

  @Flag(help: "Print the JSON schema of bpmnc.yaml, for editors.")
  var schema = false

  func run() throws {
    try perform {
      if schema {
        Terminal.write(Self.schemaText)
        return .success
      }
      guard case .files(let files) = try InputReader().read([folder]) else {
        throw ToolFault(message: "\(folder) is a bundle; init needs a folder with diagrams")
      }
      let project = Project(files)
      let isComplete = reportUnreadable(project)
      let text = StarterConfiguration(project).text
      if print {
        Terminal.write(text)
      } else {
        let path = try write(text, to: ProjectSettings.fileName)
        Terminal.write("\(path): written for \(counted(files.count, "file"))\n")
        try writeSchema()
      }
      return isComplete ? .success : .problemsFound
    }
  }

  private static var schemaText: String {
    let rules = RuleDocumentation.all.map { (name: $0.name, summary: $0.summary) }
    return ConfigurationSchema.document(rules: rules).text(.indented) + "\n"
  }

  private func writeSchema() throws(ToolFault) {
    let path = place(of: ConfigurationSchema.fileName)
    guard !FileManager.default.fileExists(atPath: path) else { return }
    try OutputFile.write(Array(Self.schemaText.utf8), to: path)
    Terminal.write("\(path): written for editors\n")
  }

  private func place(of name: String) -> String {
    folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  private func write(_ text: String, to name: String) throws(ToolFault) -> String {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
      throw ToolFault(message: "\(folder) is not a folder; init writes \(name) to a folder")
    }
    let path = place(of: name)
    guard !FileManager.default.fileExists(atPath: path) else {
      throw ToolFault(
        message:
          "\(path) already exists and was not changed; use --print to see what would be written")
    }
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
    } catch {
      throw ToolFault(message: "\(path): cannot be written")
    }
    return path
  }
}
