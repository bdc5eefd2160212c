import Crypto
public import JSON
import Text
public import Webhooks

/// A checked project in one file: resources, manifest, webhooks and secret names.
///
/// The same input always results in the same bytes. A bundle never contains secret values.
/// `init(reading:)` checks every byte before anything is used.
public struct ProjectBundle: Sendable {
  /// A file of the project, or an element template.
  public struct Resource: Sendable {
    /// The path of the file, relative to the folder of its kind.
    public var path: String
    /// The content, a slice of the bytes that the bundle was read from.
    public var content: ArraySlice<UInt8>

    /// The content of the file.
    public var bytes: [UInt8] { Array(content) }
  }

  /// The table of contents.
  public let manifest: BundleManifest
  /// `webhooks.json`: the manifest of `bpmnc webhooks`, with paths inside the bundle.
  public let webhooks: WebhookManifest
  /// `secrets.json`: the document of `bpmnc secrets`.
  public let secrets: JSONValue
  /// The signature; nil for an unsigned bundle.
  public internal(set) var signature: BundleSignature?

  /// Every file except manifest and signature, in the order of the archive.
  package let files: [ZipArchive.Entry]

  /// Why a bundle cannot be built or read.
  public struct Fault: Error, Sendable {
    /// The message for the user.
    public var message: String
  }

  package init(
    manifest: BundleManifest, webhooks: WebhookManifest, secrets: JSONValue,
    files: [ZipArchive.Entry], signature: BundleSignature? = nil
  ) {
    self.manifest = manifest
    self.webhooks = webhooks
    self.secrets = secrets
    self.files = files
    self.signature = signature
  }

  /// The maximum size of a bundle.
  public static let maximumSize = ZipArchive.maximumSize

  /// The files to deploy.
  public var resources: [Resource] { files(below: BundlePath.resources) }

  /// The element templates in use, as files.
  public var templates: [Resource] { files(below: BundlePath.templates) }

  private func files(below folder: String) -> [Resource] {
    files.compactMap { entry in
      guard entry.path.hasPrefix(folder) else { return nil }
      return Resource(path: String(entry.path.dropFirst(folder.count)), content: entry.bytes)
    }
  }

  /// The archive.
  /// - Throws: `Fault` if it would exceed a limit.
  public func archive() throws(Fault) -> [UInt8] { Array(try archivePieces().joined()) }

  /// The archive in pieces, which are to be written in order.
  /// - Throws: `Fault` if it would exceed a limit.
  public func archivePieces() throws(Fault) -> [ArraySlice<UInt8>] {
    var entries = files
    entries.append(ZipArchive.Entry(path: BundlePath.manifest, bytes: manifest.bytes[...]))
    if let signature {
      entries.append(
        ZipArchive.Entry(path: BundlePath.signature, bytes: Array(signature.text.utf8)[...]))
    }
    entries.sort { BundlePath.precedes($0.path, $1.path) }
    do {
      try ZipArchive.check(entries)
    } catch {
      throw Fault(message: error.message)
    }
    return ZipArchive.write(entries)
  }

  // MARK: Documents and hashes

  package static func text(_ document: JSONValue) -> [UInt8] {
    document.utf8(.indented) + [0x0A]
  }

  package static func document(_ name: String, _ bytes: ArraySlice<UInt8>) throws(Fault)
    -> JSONValue
  {
    do {
      return try JSONValue(parsing: Array(bytes))
    } catch {
      throw Fault(message: "\(name) is not JSON: \(error.message)")
    }
  }

  /// The SHA-256 digest in lowercase hexadecimal digits.
  package static func sha256(_ bytes: ArraySlice<UInt8>) -> String {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash.finalize().hexadecimal
  }
}
