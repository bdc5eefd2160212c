/// What deploying a bundle in place of another would change: `bpmnc bundle diff`.
///
/// Only files with different bytes are parsed.
public struct BundleDiff: Sendable {
  /// What happened to an item.
  public enum Change: String, Sendable {
    case added, removed, changed
  }

  /// A difference: the old and the new value.
  public struct Detail: Sendable, Hashable {
    /// What differs.
    public var what: String
    /// The value in the old bundle; nil if absent.
    public var old: String?
    /// The value in the new bundle; nil if absent.
    public var new: String?

    package init?(_ what: String, _ old: String?, _ new: String?) {
      guard old != new else { return nil }
      self.what = what
      self.old = old
      self.new = new
    }
  }

  /// The environments of the webhook URLs, if they differ.
  public let environment: Detail?
  /// The processes that differ.
  public let processes: [ProcessChange]
  /// The forms that differ.
  public let forms: [ItemChange]
  /// The decisions that differ.
  public let decisions: [ItemChange]
  /// Linked resources, and diagrams without a process.
  public let files: [ItemChange]
  /// The webhooks that differ.
  public let webhooks: [WebhookChange]
  /// The secrets that differ.
  public let secrets: [SecretChange]
  /// The templates that differ.
  public let templates: [TemplateChange]

  /// Compares two bundles.
  public init(from old: ProjectBundle, to new: ProjectBundle) {
    let resources = (old: ResourceTable(old), new: ResourceTable(new))
    environment = Detail("environment", old.manifest.environment, new.manifest.environment)
    processes = ProcessChange.all(from: resources.old, to: resources.new)
    forms = ItemChange.all(old.manifest.forms, new.manifest.forms, resources)
    decisions = ItemChange.all(old.manifest.decisions, new.manifest.decisions, resources)
    files = ItemChange.otherFiles(resources)
    webhooks =
      old.hash(of: BundlePath.webhooks) == new.hash(of: BundlePath.webhooks)
      ? [] : WebhookChange.all(from: old.webhooks, to: new.webhooks)
    secrets = SecretChange.all(from: old.secrets, to: new.secrets)
    templates = TemplateChange.all(from: old, to: new)
  }

  /// Whether deploying the new bundle changes nothing.
  public var isEmpty: Bool {
    environment == nil && processes.isEmpty && forms.isEmpty && decisions.isEmpty && files.isEmpty
      && webhooks.isEmpty && secrets.isEmpty && templates.isEmpty
  }
}

extension ProjectBundle {
  fileprivate func hash(of path: String) -> String? {
    manifest.files.first { $0.path == path }?.sha256
  }
}

/// The resources of a bundle by path, with their hashes.
package struct ResourceTable {
  package let manifest: BundleManifest
  let hashes: [String: String]
  private let contents: [String: ArraySlice<UInt8>]

  init(_ bundle: ProjectBundle) {
    manifest = bundle.manifest
    var hashes: [String: String] = [:]
    for file in manifest.files where file.path.hasPrefix(BundlePath.resources) {
      hashes[String(file.path.dropFirst(BundlePath.resources.count))] = file.sha256
    }
    self.hashes = hashes
    contents = Dictionary(
      bundle.resources.map { ($0.path, $0.content) }, uniquingKeysWith: { first, _ in first })
  }

  package func bytes(_ path: String) -> [UInt8] { contents[path].map { Array($0) } ?? [] }
}
