public import Compiler
import FoundationEssentials
import Glibc

/// Reads what the user named on the command line: files, folders, standard input, a bundle.
public struct InputReader: Sendable {
  public enum Input: Sendable {
    case files([InputFile])
    case bundle(Bundle, path: String)
  }

  /// The name that standard input goes by.
  public var standardInputName: String

  public init(standardInputName: String = "standard-input.bpmn") {
    self.standardInputName = standardInputName
  }

  /// Reads the paths; none means the current folder, `-` standard input.
  /// - Throws: `ToolFault` for a path that does not exist, cannot be read, or holds no file of a
  ///   project.
  public func read(_ paths: [String]) throws(ToolFault) -> Input {
    let paths = paths.isEmpty ? ["."] : paths
    var files: [InputFile] = []
    for path in paths {
      if path == "-" {
        files.append(
          InputFile(
            path: standardInputName, relativePath: fileName(standardInputName),
            bytes: try readStandardInput()))
      } else if isFolder(path) {
        let found = try read(folder: path)
        if found.isEmpty {
          throw ToolFault(message: "\(path): the folder holds no .bpmn, .dmn or .form file")
        }
        files += found
      } else {
        let bytes = try read(file: path)
        if bytes.starts(with: [0x50, 0x4B]) {
          guard paths.count == 1 else {
            throw ToolFault(
              message: "\(path): a bundle is read alone, not together with other files")
          }
          return .bundle(try bundle(bytes, path), path: path)
        }
        files.append(InputFile(path: path, relativePath: fileName(path), bytes: bytes))
      }
    }
    var seen: Set<String> = []
    return .files(files.filter { seen.insert($0.path).inserted })
  }

  private func bundle(_ bytes: [UInt8], _ path: String) throws(ToolFault) -> Bundle {
    do {
      return try Bundle(reading: bytes)
    } catch {
      throw ToolFault(message: "\(path): \(error.message)")
    }
  }

  private func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  public func read(file path: String) throws(ToolFault) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      let exists = FileManager.default.fileExists(atPath: path)
      throw ToolFault(message: "\(path): \(exists ? "cannot be read" : "no such file or folder")")
    }
  }

  public func readStandardInput() throws(ToolFault) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw ToolFault(message: "standard input cannot be read")
      }
    }
  }

  private func read(folder: String) throws(ToolFault) -> [InputFile] {
    var files: [InputFile] = []
    for relative in try FolderWalk(folder).files() where ProjectFile.Kind(path: relative) != nil {
      let path = folder == "." ? relative : join(folder, relative)
      files.append(InputFile(path: path, relativePath: relative, bytes: try read(file: path)))
    }
    return files
  }
}

/// Two path parts with one slash between them.
func join(_ folder: String, _ name: String) -> String {
  folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
}
