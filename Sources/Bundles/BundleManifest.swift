public import JSON
import ProjectModel

/// `manifest.json`: the table of contents of a bundle.
///
/// The text of a manifest is canonical, and reading rejects any other, so that it can be signed.
public struct BundleManifest: Sendable, Hashable {
  /// The format version that this version of bpmnc reads and writes.
  public static let format = 1

  /// The version of bpmnc that built the bundle.
  public var toolVersion = BPMNCVersion.current
  /// The newest Camunda version that a diagram declares.
  public var platform: String?
  /// The environment of the URLs in `webhooks.json`; nil for those of `bpmnc dev`.
  public var environment: String?
  /// Every file except the manifest and the signature, sorted by path.
  public var files: [File] = []
  /// The processes of all diagrams.
  public var processes: [Process] = []
  /// The forms.
  public var forms: [Definition] = []
  /// The decisions.
  public var decisions: [Definition] = []
  /// The files that tasks link, by path relative to the resources.
  public var linkedResources: [String] = []
  /// The templates that elements use.
  public var templates: [Template] = []
  /// The IDs of the processes that call activities reference.
  public var calledProcesses: [String] = []

  /// A file with its size and digest.
  public struct File: Sendable, Hashable {
    /// The path of the file in the bundle.
    public var path: String
    /// Its size in bytes.
    public var size: Int
    /// Its SHA-256 digest in lowercase hexadecimal digits.
    public var sha256: String
  }

  /// A process of a diagram.
  public struct Process: Sendable, Hashable {
    /// The ID of the process.
    public var id: String?
    /// The name of the process.
    public var name: String?
    /// Whether it is executable.
    public var isExecutable: Bool
    /// Its path relative to the resources.
    public var file: String
  }

  /// A form or a decision.
  public struct Definition: Sendable, Hashable {
    /// The ID of the form or decision.
    public var id: String
    /// Its name.
    public var name: String?
    /// Its path relative to the resources.
    public var file: String
  }

  /// An element template that elements use.
  public struct Template: Sendable, Hashable {
    /// The ID of the template.
    public var id: String
    /// Its version, if it has one.
    public var version: Int?
    /// Its name.
    public var name: String
    /// Its path relative to the templates.
    public var file: String
  }

  init() {}

  // MARK: JSON

  /// The manifest as written to the bundle.
  public var json: JSONValue {
    [
      "format": JSONValue(Self.format),
      "tool": ["name": "bpmnc", "version": .string(toolVersion)],
      "platform": JSONValue(platform),
      "environment": JSONValue(environment),
      "files": .array(
        files.map {
          [
            "path": .string($0.path), "size": JSONValue($0.size), "sha256": .string($0.sha256),
          ]
        }),
      "processes": .array(processes.map(Self.json)),
      "forms": .array(forms.map(Self.json)),
      "decisions": .array(decisions.map(Self.json)),
      "linkedResources": .array(linkedResources.map(JSONValue.string)),
      "templates": .array(templates.map(Self.json)),
      "calledProcesses": .array(calledProcesses.map(JSONValue.string)),
    ]
  }

  private static func json(_ process: Process) -> JSONValue {
    [
      "id": JSONValue(process.id), "name": JSONValue(process.name),
      "executable": .bool(process.isExecutable), "file": .string(process.file),
    ]
  }

  private static func json(_ definition: Definition) -> JSONValue {
    [
      "id": .string(definition.id), "name": JSONValue(definition.name),
      "file": .string(definition.file),
    ]
  }

  private static func json(_ template: Template) -> JSONValue {
    [
      "id": .string(template.id), "version": JSONValue(template.version),
      "name": .string(template.name), "file": .string(template.file),
    ]
  }

  /// The text of the file.
  package var bytes: [UInt8] { ProjectBundle.text(json) }

  /// Reads the text of the file.
  init(reading bytes: ArraySlice<UInt8>) throws(ProjectBundle.Fault) {
    let json = try ProjectBundle.document(BundlePath.manifest, bytes)
    guard let format = json["format"]?.int else {
      throw ProjectBundle.Fault(message: "manifest.json has no format")
    }
    guard format == Self.format else {
      throw ProjectBundle.Fault(
        message: "unsupported bundle format \(format) (expected \(Self.format)); "
          + "use the bpmnc version that built it")
    }
    toolVersion = json["tool"]?["version"]?.string ?? ""
    platform = json["platform"]?.string
    environment = json["environment"]?.string
    files = Self.list(json, "files") { file in
      guard let path = file["path"]?.string, let size = file["size"]?.int,
        let sha256 = file["sha256"]?.string
      else { return nil }
      return File(path: path, size: size, sha256: sha256)
    }
    processes = Self.list(json, "processes") { process in
      guard let isExecutable = process["executable"]?.bool, let file = process["file"]?.string
      else { return nil }
      return Process(
        id: process["id"]?.string, name: process["name"]?.string, isExecutable: isExecutable,
        file: file)
    }
    forms = Self.list(json, "forms", Self.definition)
    decisions = Self.list(json, "decisions", Self.definition)
    linkedResources = Self.list(json, "linkedResources") { $0.string }
    templates = Self.list(json, "templates") { template in
      guard let id = template["id"]?.string, let name = template["name"]?.string,
        let file = template["file"]?.string
      else { return nil }
      return Template(id: id, version: template["version"]?.int, name: name, file: file)
    }
    calledProcesses = Self.list(json, "calledProcesses") { $0.string }
    // Anything that was skipped above or written differently shows as a difference here.
    guard self.bytes[...] == bytes else {
      throw ProjectBundle.Fault(message: "manifest.json is not in bpmnc's canonical form")
    }
  }

  private static func list<Item>(
    _ json: JSONValue, _ name: String, _ item: (JSONValue) -> Item?
  ) -> [Item] {
    (json[name]?.array ?? []).compactMap(item)
  }

  private static func definition(_ json: JSONValue) -> Definition? {
    guard let id = json["id"]?.string, let file = json["file"]?.string else { return nil }
    return Definition(id: id, name: json["name"]?.string, file: file)
  }
}
