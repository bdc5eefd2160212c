import Diagnostics
public import ElementTemplates

/// The template files that the user named: files, folders, standard input.
public struct TemplateInput: Sendable {
  /// The templates that were read.
  public private(set) var files: [TemplateFile] = []
  /// The JSON files in folders that are not templates.
  public private(set) var others: [String] = []

  /// Reads the paths. No paths means the current folder, `-` is standard input. A folder includes
  /// its `.camunda/element-templates`.
  /// - Throws: `ToolFault` for a path that does not exist or cannot be read, and for a folder
  ///   without templates.
  public init(
    reading paths: [String], standardInputName: String = "standard-input.json"
  ) throws(ToolFault) {
    let reader = InputReader(standardInputName: standardInputName)
    var seen: Set<String> = []
    for path in paths.isEmpty ? ["."] : paths {
      if path == "-" {
        add(try reader.readStandardInput(), standardInputName)
      } else if reader.isFolder(path) {
        let count = files.count
        for name in try Self.names(in: path) where seen.insert(name).inserted {
          let bytes = try reader.read(file: name)
          if Self.isTemplate(bytes) { add(bytes, name) } else { others.append(name) }
        }
        if files.count == count {
          throw ToolFault(message: "\(path): the folder contains no element templates")
        }
      } else if seen.insert(path).inserted {
        add(try reader.read(file: path), path)
      }
    }
  }

  private mutating func add(_ bytes: [UInt8], _ path: String) {
    files.append(TemplateFile(parsing: SourceText(path: path, bytes: bytes)))
  }

  private static func names(
    in folder: String
  ) throws(ToolFault) -> [String] {
    var names: [String] = []
    for root in [folder, join(folder, ".camunda/element-templates")] {
      guard try fileExists(root) else { continue }
      for name in try FolderWalk(root).files() where name.hasSuffix(".json") {
        names.append(root == "." ? name : join(root, name))
      }
    }
    return names
  }

  /// Whether a file is meant as a template, even if it is malformed: other JSON files contain
  /// neither the schema's name nor `appliesTo`.
  private static func isTemplate(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes.prefix(TemplateFile.maximumSize), as: UTF8.self)
    return text.contains("element-templates-json-schema") || text.contains("\"appliesTo\"")
  }
}
