import BPMN
import Crypto
import Diagnostics
public import ElementTemplates
public import JSON
import XML

/// What the compiler hands to the executor: resources, manifest, webhooks and secret names in one
/// file.
///
/// The same input makes the same bytes, whenever and wherever. A bundle never holds the value of a
/// secret. `init(reading:)` checks every byte before anything is used.
public struct Bundle: Sendable {
  /// The format that this version writes and reads.
  public static let format = 1

  /// A file to deploy, under its path in the project.
  public struct Resource: Sendable {
    public var path: String
    public var bytes: [UInt8]
  }

  public let resources: [Resource]
  /// `manifest.json`.
  public let manifest: JSONValue
  /// `webhooks.json`: the document of `bpmnc webhooks`, with paths inside the bundle.
  public let webhooks: JSONValue
  /// `secrets.json`: the document of `bpmnc secrets`.
  public let secrets: JSONValue
  private let templates: [Resource]

  /// Why a bundle cannot be made or read.
  public struct Fault: Error, Sendable {
    public var message: String
  }

  /// Bundles a checked project.
  /// - Throws: `Fault` where two files would have one path.
  public init(_ compilation: Compilation, templates library: TemplateLibrary) throws(Fault) {
    let files = compilation.project.files.sorted { $0.relativePath < $1.relativePath }
    for (one, next) in zip(files, files.dropFirst()) where one.relativePath == next.relativePath {
      throw Fault(
        message: "\(one.path) and \(next.path) would both be \(one.relativePath) in the bundle; "
          + "bundle them from one common folder")
    }
    resources = files.map { Resource(path: $0.relativePath, bytes: $0.bytes) }
    let paths = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.relativePath) })
    let inBundle = { (source: SourceText) in paths[source.path] ?? source.path }
    webhooks = WebhookManifest(compilation.webhooks)
      .json(file: inBundle, listsProperties: true)
    secrets = SecretInventory(compilation.secrets).json(file: inBundle)
    templates = Self.usedTemplates(compilation.project, library)
    manifest = Self.manifest(
      files, entries: Self.entries(resources, templates, webhooks, secrets))
  }

  /// Reads a bundle's bytes and checks them: container, paths, format, and each file's hash.
  public init(reading bytes: [UInt8]) throws(Fault) {
    let entries: [ZipArchive.Entry]
    do { entries = try ZipArchive.read(bytes) } catch { throw Fault(message: error.message) }
    var files: [String: [UInt8]] = [:]
    for entry in entries {
      try Self.checkPath(entry.path)
      if files.updateValue(entry.bytes, forKey: entry.path) != nil {
        throw Fault(message: "the bundle holds '\(entry.path)' twice")
      }
    }
    manifest = try Self.document("manifest.json", files)
    guard let format = manifest["format"]?.int else {
      throw Fault(message: "manifest.json does not say its format")
    }
    guard format == Self.format else {
      throw Fault(
        message: "the bundle has format \(format) and this bpmnc reads format \(Self.format); "
          + "use the version that made it")
    }
    try Self.checkHashes(manifest, files)
    webhooks = try Self.document("webhooks.json", files)
    secrets = try Self.document("secrets.json", files)
    func resources(below folder: String) -> [Resource] {
      files.filter { $0.key.hasPrefix(folder) }
        .map { Resource(path: String($0.key.dropFirst(folder.count)), bytes: $0.value) }
        .sorted { $0.path < $1.path }
    }
    self.resources = resources(below: "resources/")
    templates = resources(below: "templates/")
  }

  /// The archive.
  public var bytes: [UInt8] {
    let files = Self.entries(resources, templates, webhooks, secrets)
    let manifestEntry = ZipArchive.Entry(path: "manifest.json", bytes: Self.text(manifest))
    return ZipArchive.write(files + [manifestEntry])
  }

  private static func entries(
    _ resources: [Resource], _ templates: [Resource], _ webhooks: JSONValue, _ secrets: JSONValue
  ) -> [ZipArchive.Entry] {
    resources.map { ZipArchive.Entry(path: "resources/\($0.path)", bytes: $0.bytes) }
      + templates.map { ZipArchive.Entry(path: "templates/\($0.path)", bytes: $0.bytes) }
      + [
        ZipArchive.Entry(path: "secrets.json", bytes: text(secrets)),
        ZipArchive.Entry(path: "webhooks.json", bytes: text(webhooks)),
      ]
  }

  private static func text(_ document: JSONValue) -> [UInt8] {
    Array((document.text(.indented) + "\n").utf8)
  }

  // MARK: Manifest

  private static func manifest(
    _ files: [ProjectFile], entries: [ZipArchive.Entry]
  ) -> JSONValue {
    let processes = files.flatMap { file in
      (file.model?.processes ?? []).map { process -> JSONValue in
        [
          "id": JSONValue(process.id), "name": JSONValue(process.name),
          "executable": .bool(process.isExecutable), "file": .string(file.relativePath),
        ]
      }
    }
    let called = Set(
      files.flatMap { file in
        (file.model?.elements(.callActivity) ?? [])
          .compactMap { $0.zeebe("calledElement")?["processId"] }
      })
    func paths(_ kind: ProjectFile.Kind) -> JSONValue {
      .array(files.filter { $0.kind == kind }.map { .string($0.relativePath) })
    }
    return [
      "format": JSONValue(format),
      "tool": ["name": "bpmnc", "version": .string(BPMNCVersion.current)],
      "platform": JSONValue(files.compactMap(\.model?.platformVersion).max()?.description),
      "files": .array(
        entries.sorted { $0.path < $1.path }.map { entry in
          [
            "path": .string(entry.path), "size": JSONValue(entry.bytes.count),
            "sha256": .string(sha256(entry.bytes)),
          ]
        }),
      "processes": .array(processes),
      "forms": paths(.form),
      "decisions": paths(.decision),
      "calledProcesses": .array(called.sorted().map(JSONValue.string)),
    ]
  }

  private static func sha256(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  private static func usedTemplates(
    _ project: Project, _ library: TemplateLibrary
  ) -> [Resource] {
    var used: [String: [UInt8]] = [:]
    for model in project.models {
      for element in model.elements {
        guard let id = element.templateID,
          let template = library.template(id: id, version: element.templateVersion)
        else { continue }
        let version = template.version.map(String.init) ?? "unversioned"
        used["\(id)/\(version).json"] = Array((template.text + "\n").utf8)
      }
    }
    return used.sorted { $0.key < $1.key }.map { Resource(path: $0.key, bytes: $0.value) }
  }

  // MARK: Checks

  private static func checkPath(_ path: String) throws(Fault) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain =
      !path.isEmpty && !path.contains("\\") && !path.unicodeScalars.contains { $0.value < 0x20 }
      && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    guard isPlain else { throw Fault(message: "the bundle holds a file with the path '\(path)'") }
  }

  private static func document(
    _ name: String, _ files: [String: [UInt8]]
  ) throws(Fault) -> JSONValue {
    guard let bytes = files[name] else { throw Fault(message: "\(name) is missing") }
    do {
      return try JSONValue(parsing: bytes)
    } catch {
      throw Fault(message: "\(name) is not JSON: \(error.message)")
    }
  }

  private static func checkHashes(
    _ manifest: JSONValue, _ files: [String: [UInt8]]
  ) throws(Fault) {
    var listed: Set<String> = ["manifest.json"]
    for file in manifest["files"]?.array ?? [] {
      guard let path = file["path"]?.string, let bytes = files[path] else {
        throw Fault(
          message: "manifest.json lists '\(file["path"]?.string ?? "")', which is missing")
      }
      guard file["size"]?.int == bytes.count, file["sha256"]?.string == sha256(bytes) else {
        throw Fault(message: "'\(path)' is not the file that manifest.json describes")
      }
      listed.insert(path)
    }
    if let stray = files.keys.filter({ !listed.contains($0) }).min() {
      throw Fault(message: "the bundle holds '\(stray)', which manifest.json does not list")
    }
  }
}

/// The version of the tool.
public enum BPMNCVersion {
  public static let current = "0.1.0"
}
