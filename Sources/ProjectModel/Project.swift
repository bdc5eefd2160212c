public import BPMN
import Diagnostics
import Text

/// A file with its content and its paths.
public struct InputFile: Sendable {
  /// The path for messages, as given by the user.
  public var path: String
  /// The path below the given folder, with `/`; the path in a bundle.
  public var relativePath: String
  /// The content.
  public var bytes: [UInt8]
  /// The kind, if it does not follow from the name.
  public var kind: ProjectFile.Kind?

  /// A file with its paths and content.
  public init(
    path: String, relativePath: String, bytes: [UInt8], kind: ProjectFile.Kind? = nil
  ) {
    self.path = path
    self.relativePath = relativePath
    self.bytes = bytes
    self.kind = kind
  }
}

/// The files that are checked and bundled together.
public struct Project: Sendable {
  /// The files sorted by relative path, so that the order does not depend on the project's
  /// location.
  public let files: [ProjectFile]

  /// Reads the files.
  public init(_ inputs: [InputFile]) {
    let isLarge = Self.isLarge(inputs.reduce(0) { $0 + $1.bytes.count })
    let read =
      isLarge
      ? inputs.concurrentlyMapped { ProjectFile($0) } : inputs.map { ProjectFile($0) }
    files = read.sorted { left, right in
      left.relativePath.utf8.elementsEqual(right.relativePath.utf8)
        ? left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
        : left.relativePath.utf8.lexicographicallyPrecedes(right.relativePath.utf8)
    }
  }

  /// Whether the total size justifies using all cores: one core reads and checks 8 MiB in about 0.2
  /// s.
  package static func isLarge(_ size: Int) -> Bool { size > 8 << 20 }

  /// The models of all BPMN files that could be read.
  public var models: [BPMNModel] { files.compactMap(\.model) }
}

/// A parsed file of a project.
public struct ProjectFile: Sendable {
  /// The kind of a file.
  public enum Kind: String, Sendable {
    case process, form, decision
    /// A linked resource of a service task: an RPA script (`.rpa`) or any other file.
    case resource

    /// The kind of a file with this name; nil for files that are not deployed.
    public init?(path: String) {
      if path.hasSuffix(".bpmn") || path.hasSuffix(".bpmn20.xml") {
        self = .process
      } else if path.hasSuffix(".form") {
        self = .form
      } else if path.hasSuffix(".dmn") {
        self = .decision
      } else if path.hasSuffix(".rpa") {
        self = .resource
      } else {
        return nil
      }
    }
  }

  /// The path for messages.
  public let path: String
  /// The path below the given folder.
  public let relativePath: String
  /// The content.
  public let bytes: [UInt8]
  /// The kind.
  public let kind: Kind
  /// The parsed BPMN; nil for other kinds.
  public let bpmn: BPMNFile?
  /// The offsets of `suppressionMark`, which are searched while the bytes are in the cache.
  package let suppressionPlaces: [Int]

  /// Parses a file. A file with an unknown extension is parsed as BPMN, because the user named it.
  package init(_ input: InputFile) {
    path = input.path
    relativePath = input.relativePath
    bytes = input.bytes
    kind = input.kind ?? Kind(path: input.path) ?? .process
    bpmn = kind == .process ? BPMNFile(parsing: input.bytes, path: input.path) : nil
    suppressionPlaces = bpmn?.source.bytes.offsets(of: BPMNModel.suppressionMark) ?? []
  }

  /// The BPMN model, if the file could be parsed.
  public var model: BPMNModel? { bpmn?.model }
}
