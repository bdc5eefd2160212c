import JSON
import Webhooks

extension ProjectBundle {
  /// Reads and checks a bundle: the archive, the paths, the format, the hash of each file, and the
  /// signature if there is one.
  public init(reading bytes: [UInt8]) throws(Fault) {
    let entries: [ZipArchive.Entry]
    do { entries = try ZipArchive.read(bytes) } catch { throw Fault(message: error.message) }
    for entry in entries { try BundlePath.check(entry.path) }
    try BundlePath.checkDistinct(entries.map(\.path))

    func file(_ path: String) -> ArraySlice<UInt8>? { entries.first { $0.path == path }?.bytes }
    guard let manifestText = file(BundlePath.manifest) else {
      throw Fault(message: "manifest.json is missing")
    }
    let manifest = try BundleManifest(reading: manifestText)
    let files = entries.filter {
      $0.path != BundlePath.manifest && $0.path != BundlePath.signature
    }
    try Self.checkHashes(manifest, files)
    try Self.checkPlaces(manifest, files)
    self.init(
      manifest: manifest,
      webhooks: try Self.webhooks(file(BundlePath.webhooks)),
      secrets: try Self.list(BundlePath.secrets, "secrets", file(BundlePath.secrets)),
      files: files,
      signature: try file(BundlePath.signature).map { text throws(Fault) in
        try BundleSignature(reading: text, manifest: manifestText)
      })
  }

  private static func webhooks(_ bytes: ArraySlice<UInt8>?) throws(Fault) -> WebhookManifest {
    let document = try list(BundlePath.webhooks, "webhooks", bytes)
    guard let manifest = WebhookManifest(document) else {
      throw Fault(message: "an entry of \(BundlePath.webhooks) has no 'properties'")
    }
    return manifest
  }

  /// Reads a document that consists of a list.
  private static func list(
    _ name: String, _ member: String, _ bytes: ArraySlice<UInt8>?
  ) throws(Fault) -> JSONValue {
    guard let bytes else { throw Fault(message: "\(name) is missing") }
    let document = try document(name, bytes)
    guard document["version"]?.int == 1, document[member]?.array != nil else {
      throw Fault(message: "\(name) must have version 1 and a list '\(member)'")
    }
    return document
  }

  /// Checks that the archive and the manifest list the same files in the same order.
  private static func checkHashes(
    _ manifest: BundleManifest, _ files: [ZipArchive.Entry]
  ) throws(Fault) {
    var listed = manifest.files[...]
    for file in files {
      guard let next = listed.first, next.path.utf8.elementsEqual(file.path.utf8) else {
        throw difference(manifest, files)
      }
      guard next.size == file.bytes.count, next.sha256 == sha256(file.bytes) else {
        throw Fault(message: "'\(file.path)' does not match its hash in manifest.json")
      }
      listed.removeFirst()
    }
    if !listed.isEmpty { throw difference(manifest, files) }
  }

  private static func difference(
    _ manifest: BundleManifest, _ files: [ZipArchive.Entry]
  ) -> Fault {
    let present = Set(files.map(\.path))
    let listed = Set(manifest.files.map(\.path))
    if let missing = listed.subtracting(present).min() {
      return Fault(message: "manifest.json lists '\(ZipArchive.shown(missing))', which is missing")
    }
    if let stray = present.subtracting(listed).min() {
      return Fault(
        message:
          "the bundle contains '\(ZipArchive.shown(stray))', which manifest.json does not list")
    }
    return Fault(message: "manifest.json lists files twice or out of order")
  }

  /// Checks that every file the manifest mentions is in the bundle.
  private static func checkPlaces(
    _ manifest: BundleManifest, _ files: [ZipArchive.Entry]
  ) throws(Fault) {
    let present = Set(files.map(\.path))
    let named =
      (manifest.processes.map(\.file) + manifest.forms.map(\.file)
      + manifest.decisions.map(\.file) + manifest.linkedResources)
      .map { BundlePath.resources + $0 }
      + manifest.templates.map { BundlePath.templates + $0.file }
    if let missing = named.first(where: { !present.contains($0) }) {
      throw Fault(
        message: "manifest.json refers to '\(ZipArchive.shown(missing))', which is missing")
    }
  }
}
