import JSON

extension ProjectBundle {
  /// Reads a bundle's bytes and checks them: container, paths, format, each file's hash, and the
  /// signature where there is one.
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
      webhooks: try Self.list(BundlePath.webhooks, "webhooks", file(BundlePath.webhooks)),
      secrets: try Self.list(BundlePath.secrets, "secrets", file(BundlePath.secrets)),
      files: files,
      signature: try file(BundlePath.signature).map { text throws(Fault) in
        try BundleSignature(reading: text, manifest: manifestText)
      })
  }

  /// A document with a list.
  private static func list(
    _ name: String, _ member: String, _ bytes: ArraySlice<UInt8>?
  ) throws(Fault) -> JSONValue {
    guard let bytes else { throw Fault(message: "\(name) is missing") }
    let document = try document(name, bytes)
    guard document["version"]?.int == 1, document[member]?.array != nil else {
      throw Fault(message: "\(name) has no list '\(member)' of version 1")
    }
    return document
  }

  /// The files of the archive and those of the manifest, both in their order, must be the same.
  private static func checkHashes(
    _ manifest: BundleManifest, _ files: [ZipArchive.Entry]
  ) throws(Fault) {
    var listed = manifest.files[...]
    for file in files {
      guard let next = listed.first, next.path.utf8.elementsEqual(file.path.utf8) else {
        throw difference(manifest, files)
      }
      guard next.size == file.bytes.count, next.sha256 == sha256(file.bytes) else {
        throw Fault(message: "'\(file.path)' is not the file that manifest.json describes")
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
        message: "the bundle holds '\(ZipArchive.shown(stray))', which manifest.json does not list")
    }
    return Fault(message: "manifest.json lists its files twice or out of order")
  }

  /// What the manifest says about files must be about files of the bundle.
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
        message: "manifest.json speaks of '\(ZipArchive.shown(missing))', which is missing")
    }
  }
}
