extension BundleDiff {
  /// A form, decision or other file that a deployment adds, removes or changes.
  public struct ItemChange: Sendable, Hashable {
    /// What happened to it.
    public var change: BundleDiff.Change
    /// Its ID; nil for files without one.
    public var id: String?
    /// Its name.
    public var name: String?
    /// The path of its file, in the newer bundle that has it.
    public var file: String

    package static func all(
      _ old: [BundleManifest.Definition], _ new: [BundleManifest.Definition],
      _ resources: (old: ResourceTable, new: ResourceTable)
    ) -> [ItemChange] {
      func byID(_ items: [BundleManifest.Definition]) -> [String: BundleManifest.Definition] {
        Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      }
      let (before, after) = (byID(old), byID(new))
      return Set(before.keys).union(after.keys).sorted(by: BundlePath.precedes).compactMap { id in
        switch (before[id], after[id]) {
        case (let before?, let after?):
          let isSame = resources.old.hashes[before.file] == resources.new.hashes[after.file]
          return isSame ? nil : ItemChange(.changed, after)
        case (nil, let after?): return ItemChange(.added, after)
        case (let before?, nil): return ItemChange(.removed, before)
        case (nil, nil): return nil
        }
      }
    }

    /// The files that define no process, form or decision.
    static func otherFiles(_ resources: (old: ResourceTable, new: ResourceTable)) -> [ItemChange] {
      func described(_ manifest: BundleManifest) -> Set<String> {
        Set(
          manifest.processes.map(\.file) + manifest.forms.map(\.file)
            + manifest.decisions.map(\.file))
      }
      let known = described(resources.old.manifest).union(described(resources.new.manifest))
      let paths = Set(resources.old.hashes.keys).union(resources.new.hashes.keys).subtracting(known)
      return paths.sorted(by: BundlePath.precedes).compactMap { path in
        let (before, after) = (resources.old.hashes[path], resources.new.hashes[path])
        guard before != after else { return nil }
        return ItemChange(
          change: before == nil ? .added : after == nil ? .removed : .changed, file: path)
      }
    }

    private init(_ change: BundleDiff.Change, _ item: BundleManifest.Definition) {
      self.init(change: change, id: item.id, name: item.name, file: item.file)
    }

    private init(change: BundleDiff.Change, id: String? = nil, name: String? = nil, file: String) {
      self.change = change
      self.id = id
      self.name = name
      self.file = file
    }
  }
}
