public import Diagnostics
public import ElementTemplates
import FoundationEssentials

/// Finds the element templates available to a project. Later sources win: the built-in templates,
/// `.camunda/element-templates` in the parent folders and the folder, then the given folders.
public enum TemplateFolders {
  /// - Parameters:
  ///   - folders: the folders of `--templates`.
  ///   - start: where the upward search for `.camunda/element-templates` starts.
  public static func library(
    named folders: [String] = [], from start: String = "."
  ) throws(ToolFault) -> (library: TemplateLibrary, diagnostics: [Diagnostic]) {
    var library = TemplateLibrary.builtIn
    var diagnostics: [Diagnostic] = []
    for folder in try found(above: start).reversed() + folders {
      for name in try FolderWalk(folder).files() where name.hasSuffix(".json") {
        let path = join(folder, name)
        let bytes = try InputReader().read(file: path)
        let file = TemplateFile(parsing: SourceText(path: path, bytes: bytes))
        diagnostics += TemplateValidation.errors(in: file)
        library.add(file)
      }
    }
    return (library, diagnostics)
  }

  /// The template folders, the innermost first.
  private static func found(above start: String) throws(ToolFault) -> [String] {
    var folder = URL(filePath: start).standardizedFileURL.path
    var found: [String] = []
    while true {
      let candidate = join(folder, ".camunda/element-templates")
      if try fileExists(candidate) { found.append(candidate) }
      guard let slash = folder.lastIndex(of: "/"), folder != "/" else { break }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
    return found
  }
}
