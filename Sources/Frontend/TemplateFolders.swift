public import Diagnostics
public import ElementTemplates

/// Finds the element templates available to a project. Later sources win: the built-in templates,
/// `.camunda/element-templates` in the parent folders and the folder, then the given folders.
public enum TemplateFolders {
  /// - Parameters:
  ///   - folders: the folders of `--templates`.
  ///   - start: where the upward search for `.camunda/element-templates` starts.
  public static func library(
    named folders: [String] = [], from start: String = "."
  ) throws(ToolFault) -> (library: TemplateLibrary, diagnostics: [Diagnostic]) {
    guard try fileExists(start) else {
      throw ToolFault(message: "\(start): no such file or folder")
    }
    let lookup = ConfigurationLookup()
    let library = try lookup.library(of: ProjectSettings.absolute(start), named: folders).library
    return (library, Array(lookup.templateFindings.values.joined()).inReportingOrder())
  }

  /// The template files in a folder.
  static func files(in folder: String) throws(ToolFault) -> [TemplateFile] {
    var files: [TemplateFile] = []
    for name in try FolderWalk(folder).files() where name.hasSuffix(".json") {
      let path = join(folder, name)
      let bytes = try InputReader().read(file: path)
      files.append(TemplateFile(parsing: SourceText(path: path, bytes: bytes)))
    }
    return files
  }
}
