public import ProjectModel

/// Splits the input into projects: a folder with a configuration of bpmnc or a process application
/// is a project of its own.
public enum ProjectBoundaries {
  /// The files of each project with its absolute folder; nil for files outside a marked folder.
  public static func projects(
    of files: [InputFile], _ lookup: ConfigurationLookup
  ) throws(ToolFault) -> [(folder: String?, files: [InputFile])] {
    var groups: [(folder: String?, files: [InputFile])] = []
    var places: [String?: Int] = [:]
    for file in files {
      let folder = try lookup.scope(ofFile: file.path).project
      if let place = places[folder] {
        groups[place].files.append(file)
      } else {
        places[folder] = groups.count
        groups.append((folder, [file]))
      }
    }
    return groups
  }
}
