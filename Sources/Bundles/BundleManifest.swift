import ProjectModel
public import JSON

/// `manifest.json`: what a bundle holds.
///
/// There is one text for a manifest. Reading takes only that one, so that the text can be signed.
public struct BundleManifest: Sendable, Hashable {
  /// The format that this version writes and reads.
  public static let format = 1

  /// The version of bpmnc that made the bundle.
  public var toolVersion = BPMNCVersion.current
  /// The newest platform version that a diagram names.
  public var platform: String?
  /// The environment whose URLs stand in `webhooks.json`; nil for those of `bpmnc dev`.
  public var environment: String?
  /// Every file but the manifest and the signature, by path.
  public var files: [File] = []
  /// The processes of all diagrams.
  public var processes: [Process] = []
  /// The forms.
  public var forms: [Definition] = []
  /// The decisions.
  public var decisions: [Definition] = []
  /// The files that tasks link, by path among the resources.
  public var linkedResources: [String] = []
  /// The templates that elements use.
  public var templates: [Template] = []
  /// The ids of the processes that call activities name.
  public var calledProcesses: [String] = []

  /// A file and what its bytes must be.
  public struct File: Sendable, Hashable {
    /// The place of the file in the bundle.
    public var path: String
    /// Its size in bytes.
    public var size: Int
    /// Its SHA-256 digest in hexadecimal digits.
    public var sha256: String
  }

  /// A process of a diagram.
  public struct Process: Sendable, Hashable {
    /// The id of the process.
    public var id: String?
    /// The name of the process.
    public var name: String?
    /// Whether an engine runs it.
    public var isExecutable: Bool
    /// Its place among the resources.
    public var file: String
  }

  /// A form or a decision.
  public struct Definition: Sendable, Hashable {
    /// The id of the form or decision.
    public var id: String
    /// Its name.
    public var name: String?
    /// Its place among the resources.
    public var file: String
  }

  /// An element template that elements were made with.
  public struct Template: Sendable, Hashable {
    /// The id of the template.
    public var id: String
    /// Its version, if it has one.
    public var version: Int?
    /// Its name.
    public var name: String
    /// Its place among the templates.
    public var file: String
  }

  init() {}

  // MARK: JSON

  /// The manifest as it is written into the bundle.
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
      throw ProjectBundle.Fault(message: "manifest.json does not say its format")
    }
    guard format == Self.format else {
      throw ProjectBundle.Fault(
        message: "the bundle has format \(format) and this bpmnc reads format \(Self.format); "
          + "use the version that made it")
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
    // Whatever was left out above, or stands there in another way, is a difference now.
    guard self.bytes[...] == bytes else {
      throw ProjectBundle.Fault(message: "manifest.json is not as bpmnc writes it")
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
