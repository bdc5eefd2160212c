public import Bundles
import FoundationEssentials
import Glibc
public import ProjectModel

/// Reads the inputs on the command line: files, folders, standard input, or a bundle.
public struct InputReader: Sendable {
  /// The content of the paths.
  public enum Input: Sendable {
    case files([InputFile])
    case bundle(ProjectBundle, path: String)
  }

  /// The file name used for standard input.
  public var standardInputName: String
  /// The key that must have signed the bundle; if set, other inputs are rejected.
  public var requiredKey: VerifyingKey?

  /// A reader that uses this name for standard input.
  public init(standardInputName: String = "standard-input.bpmn") {
    self.standardInputName = standardInputName
  }

  /// Reads the paths: files, folders and glob patterns. No paths means the current folder, `-` is
  /// standard input.
  /// - Parameter lookup: finds the configurations that exclude files; nil reads all files.
  /// - Throws: `ToolFault` for a path that does not exist or cannot be read, and for a folder
  ///   without project files.
  public func read(
    _ paths: [String], lookup: ConfigurationLookup? = nil
  ) throws(ToolFault) -> Input {
    let input = try readAny(paths, lookup)
    if requiredKey != nil, case .files = input {
      throw ToolFault(
        message: "a signature is required; give a signed bundle",
        status: .problemsFound)
    }
    return input
  }

  private func readAny(
    _ paths: [String], _ lookup: ConfigurationLookup?
  ) throws(ToolFault) -> Input {
    let paths = paths.isEmpty ? ["."] : paths
    var files: [InputFile] = []
    for path in paths {
      if path == "-" {
        let bytes = try readStandardInput()
        if Self.isBundle(bytes) { return try onlyBundle(bytes, path, of: paths) }
        files.append(
          InputFile(
            path: standardInputName, relativePath: fileName(standardInputName), bytes: bytes))
      } else if isFolder(path) {
        files += try read(folder: path, lookup)
      } else if let pattern = PathPattern(path), try !fileExists(path) {
        files += try read(pattern, lookup)
      } else if try fileExists(path), let configuration = try lookup?.exclusion(of: path) {
        lookup?.excluded.append((path, configuration))
      } else {
        let bytes = try read(file: path, atMost: ProjectBundle.maximumSize)
        if Self.isBundle(bytes) { return try onlyBundle(bytes, path, of: paths) }
        files.append(InputFile(path: path, relativePath: fileName(path), bytes: bytes))
      }
    }
    // One argument cannot name a file twice.
    guard paths.count > 1 else { return .files(files) }
    var seen: Set<String> = []
    return .files(files.filter { seen.insert(ProjectSettings.absolute($0.path)).inserted })
  }

  private static func isBundle(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B]) }

  private func onlyBundle(
    _ bytes: [UInt8], _ path: String, of paths: [String]
  ) throws(ToolFault) -> Input {
    guard paths.count == 1 else {
      throw ToolFault(message: "\(path): a bundle cannot be combined with other files")
    }
    return .bundle(try bundle(bytes, path), path: path)
  }

  /// Reads a bundle and checks it.
  /// - Throws: `ToolFault`; if the file is not a bundle, or is damaged or unsigned, with the status
  ///   `problemsFound`.
  public func read(bundle path: String) throws(ToolFault) -> ProjectBundle {
    try bundle(try read(file: path, atMost: ProjectBundle.maximumSize), path)
  }

  private func bundle(_ bytes: [UInt8], _ path: String) throws(ToolFault) -> ProjectBundle {
    do throws(ProjectBundle.Fault) {
      let bundle = try ProjectBundle(reading: bytes)
      if let requiredKey { try bundle.requireSignature(requiredKey) }
      return bundle
    } catch {
      throw ToolFault(message: "\(path): \(error.message)", status: .problemsFound)
    }
  }

  private func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  /// - Parameter limit: the maximum size; a larger file is rejected before it is read.
  public func read(file path: String, atMost limit: Int = .max) throws(ToolFault) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw ToolFault(
        message: (path.isEmpty ? "''" : path)
          + ": \(errno == ENOENT ? "no such file or folder" : "cannot be read")")
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw ToolFault(message: "\(path): cannot be read") }
    let size = max(0, Int(status.st_size))
    guard size <= limit else {
      throw ToolFault(
        message: "\(path): the file is larger than the limit of "
          + (limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit >> 10) KiB"),
        status: .problemsFound)
    }
    let bytes = readAll(file, expecting: size, atMost: limit)
    guard let bytes else { throw ToolFault(message: "\(path): cannot be read") }
    guard bytes.count <= limit else {
      throw ToolFault(message: "\(path): the file grew while it was being read")
    }
    return bytes
  }

  /// Reads standard input to its end.
  public func readStandardInput() throws(ToolFault) -> [UInt8] {
    guard let bytes = readAll(STDIN_FILENO, expecting: 1 << 16, atMost: .max) else {
      throw ToolFault(message: "standard input cannot be read")
    }
    return bytes
  }

  /// Reads a file to its end or past the limit; nil if reading fails.
  private func readAll(_ file: Int32, expecting size: Int, atMost limit: Int) -> [UInt8]? {
    var hasFailed = false
    var isAtEnd = false
    func fill(_ buffer: inout UnsafeMutableBufferPointer<UInt8>, _ length: inout Int) {
      while length < buffer.count, !isAtEnd, !hasFailed {
        let count = Glibc.read(
          file, UnsafeMutableBufferPointer(rebasing: buffer[length...]).baseAddress,
          buffer.count - length)
        if count > 0 {
          length += count
        } else if count == 0 {
          isAtEnd = true
        } else if errno != EINTR {
          hasFailed = true
        }
      }
    }
    // One more byte than the size detects the end of the file.
    var bytes = [UInt8](unsafeUninitializedCapacity: size + 1, initializingWith: fill)
    while !isAtEnd, !hasFailed, bytes.count <= limit {
      bytes += [UInt8](unsafeUninitializedCapacity: 1 << 16, initializingWith: fill)
    }
    return hasFailed ? nil : bytes
  }

  private func read(
    folder: String, _ lookup: ConfigurationLookup?
  ) throws(ToolFault) -> [InputFile] {
    let walk = FolderWalk(folder, in: try lookup?.repository(of: folder))
    let names = try walk.files().filter { ProjectFile.Kind(path: $0) != nil }
    if names.isEmpty {
      throw ToolFault(message: "\(folder): the folder contains no .bpmn, .dmn or .form files")
    }
    return try read(names, below: folder, lookup, of: folder)
  }

  private func read(
    _ pattern: PathPattern, _ lookup: ConfigurationLookup?
  ) throws(ToolFault) -> [InputFile] {
    let names =
      isFolder(pattern.folder)
      ? try pattern.files(in: try lookup?.repository(of: pattern.folder)) : []
    if names.isEmpty { throw ToolFault(message: "\(pattern.text): no file matches the pattern") }
    return try read(names, below: pattern.folder, lookup, of: pattern.text)
  }

  /// Reads the files that are not excluded.
  /// - Parameter argument: the path on the command line.
  private func read(
    _ names: [String], below folder: String, _ lookup: ConfigurationLookup?, of argument: String
  ) throws(ToolFault) -> [InputFile] {
    var files: [InputFile] = []
    var exclusion: String?
    for relative in names {
      let path = folder == "." ? relative : join(folder, relative)
      if let configuration = try lookup?.exclusion(of: path) {
        exclusion = configuration
      } else {
        files.append(InputFile(path: path, relativePath: relative, bytes: try read(file: path)))
      }
    }
    if files.isEmpty, let exclusion {
      throw ToolFault(message: "\(argument): \(exclusion) excludes all files")
    }
    return files
  }
}

extension InputReader {
  /// The files in the given folders that diagrams link by name (`LinkedResources`).
  public func linkedFiles(
    _ names: Set<String>, in paths: [String]
  ) throws(ToolFault) -> [InputFile] {
    var files: [InputFile] = []
    guard !names.isEmpty else { return files }
    for folder in paths.isEmpty ? ["."] : paths where isFolder(folder) {
      for relative in try FolderWalk(folder).files() where ProjectFile.Kind(path: relative) == nil {
        guard names.contains(where: { LinkedResources.isNamed(relative, $0) }) else { continue }
        let path = folder == "." ? relative : join(folder, relative)
        files.append(
          InputFile(
            path: path, relativePath: relative, bytes: try read(file: path), kind: .resource))
      }
    }
    return files
  }
}

/// Joins two parts of a path with one slash.
func join(_ folder: String, _ name: String) -> String {
  folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
}
