public import Diagnostics
public import ElementTemplates
import FoundationEssentials

/// Finds the element templates that a project uses, in the order in which later ones win: the
/// built-in ones, `.camunda/element-templates` in the parents and the folder, then the folders
/// that were named.
public enum TemplateFolders {
  /// - Parameters:
  ///   - folders: those of `--templates`.
  ///   - start: where to look for `.camunda/element-templates`, upwards.
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

  /// The folders from the innermost outwards.
  private static func found(above start: String) throws(ToolFault) -> [String] {
    var folder = URL(filePath: start).standardizedFileURL.path
    var found: [String] = []
    while true {
      let candidate = join(folder, ".camunda/element-templates")
      if try isPresent(candidate) { found.append(candidate) }
      guard let slash = folder.lastIndex(of: "/"), folder != "/" else { break }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
    return found
  }
}
