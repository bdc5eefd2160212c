public import BPMN

extension BundleDiff {
  /// A process that a deployment adds, removes or changes.
  public struct ProcessChange: Sendable, Hashable {
    /// What happened to the process.
    public var change: BundleDiff.Change
    /// The ID of the process.
    public var id: String
    /// The name of the process.
    public var name: String?
    /// The path of its file, in the newer bundle that has it.
    public var file: String
    /// What changed about the process itself.
    public var details: [BundleDiff.Detail] = []
    /// The elements that differ.
    public var elements: [ElementChange] = []

    /// An element of the process that is added, removed or changed.
    public struct ElementChange: Sendable, Hashable {
      /// What happened to the element.
      public var change: BundleDiff.Change
      /// The ID of the element.
      public var id: String
      /// Its name, or its ID if it has none.
      public var label: String
      /// What kind of element it is.
      public var type: ElementType
      /// What differs in it.
      public var details: [BundleDiff.Detail]
    }

    /// Whether only the file changed, such as its drawing, whitespace, or another process in it.
    /// The cluster creates a new version nevertheless.
    public var isDrawingOnly: Bool { change == .changed && details.isEmpty && elements.isEmpty }

    package static func all(from old: ResourceTable, to new: ResourceTable) -> [ProcessChange] {
      func byID(_ table: ResourceTable) -> [String: BundleManifest.Process] {
        Dictionary(
          table.manifest.processes.compactMap { process in process.id.map { ($0, process) } },
          uniquingKeysWith: { first, _ in first })
      }
      let (before, after) = (byID(old), byID(new))
      let snapshots = (old: SnapshotsByFile(old), new: SnapshotsByFile(new))
      return Set(before.keys).union(after.keys).sorted(by: BundlePath.precedes).compactMap { id in
        switch (before[id], after[id]) {
        case (let before?, let after?):
          guard old.hashes[before.file] != new.hashes[after.file] else { return nil }
          return ProcessChange(id, before, after, snapshots)
        case (nil, let after?):
          return ProcessChange(change: .added, id: id, name: after.name, file: after.file)
        case (let before?, nil):
          return ProcessChange(change: .removed, id: id, name: before.name, file: before.file)
        case (nil, nil): return nil
        }
      }
    }

    private init(change: BundleDiff.Change, id: String, name: String?, file: String) {
      self.change = change
      self.id = id
      self.name = name
      self.file = file
    }

    private init(
      _ id: String, _ before: BundleManifest.Process, _ after: BundleManifest.Process,
      _ snapshots: (old: SnapshotsByFile, new: SnapshotsByFile)
    ) {
      self.init(change: .changed, id: id, name: after.name, file: after.file)
      let old = snapshots.old.snapshots(of: id, in: before.file)
      let new = snapshots.new.snapshots(of: id, in: after.file)
      if let file = BundleDiff.Detail("file", before.file, after.file) { details.append(file) }
      // Elements of the new diagram in its order, then removed ones in the order of the old
      // diagram.
      for element in new.order {
        guard let now = new.byID[element] else { continue }
        guard let then = old.byID[element] else {
          elements.append(now.change(.added))
          continue
        }
        let differences = now.differences(from: then)
        if differences.isEmpty { continue }
        if element == id {
          details += differences
        } else {
          elements.append(now.change(.changed, differences))
        }
      }
      for element in old.order where new.byID[element] == nil {
        if let then = old.byID[element] { elements.append(then.change(.removed)) }
      }
    }
  }
}

/// The elements of the processes in files that differ; each file is read once.
private final class SnapshotsByFile {
  typealias Snapshots = (order: [String], byID: [String: ElementSnapshot])

  private let resources: ResourceTable
  private var files: [String: [String: Snapshots]] = [:]

  init(_ resources: ResourceTable) {
    self.resources = resources
  }

  func snapshots(of process: String, in file: String) -> Snapshots {
    if files[file] == nil { files[file] = read(file) }
    return files[file]?[process] ?? ([], [:])
  }

  private func read(_ file: String) -> [String: Snapshots] {
    var found: [String: Snapshots] = [:]
    let model = BPMNFile(parsing: resources.bytes(file), path: file).model
    for element in model?.elements.filter(ElementSnapshot.isListed) ?? [] {
      guard let process = element.process?.id, let snapshot = ElementSnapshot(element) else {
        continue
      }
      found[process, default: ([], [:])].order.append(snapshot.id)
      found[process, default: ([], [:])].byID[snapshot.id] = snapshot
    }
    return found
  }
}
