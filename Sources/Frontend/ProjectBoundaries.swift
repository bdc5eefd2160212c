import FoundationEssentials
public import ProjectModel

/// Splits the input into projects: a folder with a project marker is a project of its own.
public enum ProjectBoundaries {
  /// The files that make a folder a project: Camunda's process applications and `bpmnc.yaml`.
  private static let markers = ["camunda.json", ".process-application", ProjectSettings.fileName]

  /// The files of each project with its folder; nil for files outside a marked folder.
  public static func projects(
    of files: [InputFile]
  ) -> [(folder: String?, files: [InputFile])] {
    var known: [String: Bool] = [:]
    func isBoundary(_ folder: String) -> Bool {
      if let answer = known[folder] { return answer }
      let answer = markers.contains { FileManager.default.fileExists(atPath: join(folder, $0)) }
      known[folder] = answer
      return answer
    }
    var groups: [(folder: String?, files: [InputFile])] = []
    var places: [String?: Int] = [:]
    for file in files {
      let folder = folders(above: file).last { isBoundary($0) }
      if let place = places[folder] {
        groups[place].files.append(file)
      } else {
        places[folder] = groups.count
        groups.append((folder, [file]))
      }
    }
    return groups
  }

  /// The folders between the given folder and the file, the outermost first.
  private static func folders(above file: InputFile) -> [String] {
    guard file.path.hasSuffix(file.relativePath) else { return [] }
    var folder = String(file.path.dropLast(file.relativePath.count))
    return file.relativePath.split(separator: "/").dropLast().map { name in
      folder = folder.isEmpty ? String(name) : join(folder, String(name))
      return folder
    }
  }
}
