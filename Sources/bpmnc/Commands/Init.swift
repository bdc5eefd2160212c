import ArgumentParser
import Compiler
import FoundationEssentials
import Frontend
import ProjectModel

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a commented bpmnc.yaml for the diagrams of a folder.",
    discussion: "An existing file is never overwritten.")

  @Argument(help: "The folder.")
  var folder = "."

  @Flag(help: "Print the file instead of writing it.")
  var print = false

  func run() throws {
    try perform {
      guard case .files(let files) = try InputReader().read([folder]) else {
        throw ToolFault(message: "\(folder) is a bundle; init needs a folder with diagrams")
      }
      let project = Project(files)
      let isComplete = reportUnreadable(project)
      let text = ConfigurationSketch(project).text
      if print {
        Terminal.write(text)
      } else {
        let path = try write(text)
        Terminal.write("\(path): written for \(counted(files.count, "file"))\n")
      }
      return isComplete ? .success : .problemsFound
    }
  }

  private func write(_ text: String) throws(ToolFault) -> String {
    let name = ProjectSettings.fileName
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
      throw ToolFault(message: "\(folder) is not a folder; init writes \(name) to a folder")
    }
    let path =
      folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
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
