public import BPMN
import Diagnostics
import Text

/// A file as it was found: its bytes, and the two names it goes by.
public struct InputFile: Sendable {
  /// The path for messages, as the user gave it.
  public var path: String
  /// The path below the folder that was given, with `/`; the file's place in a bundle.
  public var relativePath: String
  /// The content.
  public var bytes: [UInt8]
  /// The kind, where it is known from elsewhere than the name.
  public var kind: ProjectFile.Kind?

  /// A file by its names and its content.
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
  /// By relative path, so that every output has one order, wherever the project lies.
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

  /// Whether files of so many bytes are worth all cores: one reads and checks 8 MiB in some 0.2 s,
  /// and starting others costs, too.
  package static func isLarge(_ size: Int) -> Bool { size > 8 << 20 }

  /// The models of all BPMN files that could be read.
  public var models: [BPMNModel] { files.compactMap(\.model) }
}

/// A file of a project, read.
public struct ProjectFile: Sendable {
  /// What a file of a deployment is.
  public enum Kind: String, Sendable {
    case process, form, decision
    /// What a service task links: a robot's script (`.rpa`), or a file that one names.
    case resource

    /// The kind that a file name tells; nil for files that are no part of a deployment.
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
  /// The path below the folder that was given.
  public let relativePath: String
  /// The content.
  public let bytes: [UInt8]
  /// What the file is.
  public let kind: Kind
  /// What reading it gave; nil for anything but a process.
  public let bpmn: BPMNFile?
  /// What begins a suppression, in a comment or as the name of a property.
  package static let suppressionMark = "bpmnc:ignore"

  /// Where the mark of a suppression may be; found while the file is read, when its bytes are at hand.
  package let suppressionPlaces: [Int]

  /// A file whose name tells nothing is taken for a process: someone named it.
  package init(_ input: InputFile) {
    path = input.path
    relativePath = input.relativePath
    bytes = input.bytes
    kind = input.kind ?? Kind(path: input.path) ?? .process
    bpmn = kind == .process ? BPMNFile(parsing: input.bytes, path: input.path) : nil
    suppressionPlaces = bpmn?.source.bytes.offsets(of: Self.suppressionMark) ?? []
  }

  /// The model, where it could be read.
  public var model: BPMNModel? { bpmn?.model }
}
