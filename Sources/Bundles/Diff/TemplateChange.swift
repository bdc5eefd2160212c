extension BundleDiff {
  /// An element template that a deployment uses in different versions.
  public struct TemplateChange: Sendable, Hashable {
    /// What happened to a template.
    public enum Change: String, Sendable {
      case added, removed, upgraded, downgraded
      /// More or fewer versions are used, or the content of a version differs.
      case changed
    }

    /// What happened to it.
    public var change: Change
    /// The ID of the template.
    public var id: String
    /// The name of the template.
    public var name: String
    /// The versions that the old bundle uses; 0 stands for no version.
    public var old: [Int]
    /// The versions that the new bundle uses.
    public var new: [Int]

    package static func all(from old: ProjectBundle, to new: ProjectBundle) -> [TemplateChange] {
      let (before, after) = (versions(old), versions(new))
      return Set(before.keys).union(after.keys).sorted(by: BundlePath.precedes).compactMap { id in
        guard let any = after[id] ?? before[id] else { return nil }
        let (then, now) = (before[id]?.hashes ?? [:], after[id]?.hashes ?? [:])
        guard then != now else { return nil }
        return TemplateChange(
          change: change(Set(then.keys), Set(now.keys)), id: id, name: any.name,
          old: then.keys.sorted(), new: now.keys.sorted())
      }
    }

    private static func change(_ old: Set<Int>, _ new: Set<Int>) -> Change {
      if old.isEmpty { return .added }
      if new.isEmpty { return .removed }
      guard let gone = old.subtracting(new).max(), let come = new.subtracting(old).max() else {
        return .changed
      }
      return come > gone ? .upgraded : .downgraded
    }

    /// The hashes of the versions by template.
    private static func versions(_ bundle: ProjectBundle) -> [String: (
      name: String, hashes: [Int: String]
    )] {
      let hashes = Dictionary(
        bundle.manifest.files.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
      var found: [String: (name: String, hashes: [Int: String])] = [:]
      for template in bundle.manifest.templates {
        found[template.id, default: (template.name, [:])].hashes[template.version ?? 0] =
          hashes[BundlePath.templates + template.file] ?? ""
      }
      return found
    }
  }
}
