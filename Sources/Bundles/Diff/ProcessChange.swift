public import BPMN

extension BundleDiff {
  /// A process that a deployment adds, removes or changes.
  public struct ProcessChange: Sendable, Hashable {
    /// What happened to the process.
    public var change: BundleDiff.Change
    /// The id of the process.
    public var id: String
    /// The name of the process.
    public var name: String?
    /// Where it lies in the newer bundle that has it.
    public var file: String
    /// What changed about the process itself.
    public var details: [BundleDiff.Detail] = []
    /// The elements that differ.
    public var elements: [ElementChange] = []

    /// An element of the process that comes, goes or changes.
    public struct ElementChange: Sendable, Hashable {
      /// What happened to the element.
      public var change: BundleDiff.Change
      /// The id of the element.
      public var id: String
      /// What people call it.
      public var label: String
      /// What kind of element it is.
      public var type: ElementType
      /// What differs in it.
      public var details: [BundleDiff.Detail]
    }

    /// Whether the file changed and nothing that the process does: its drawing, blanks, or another
    /// process in the file. The cluster makes a new version all the same.
    public var isDrawingOnly: Bool { change == .changed && details.isEmpty && elements.isEmpty }

    package static func all(from old: ResourceTable, to new: ResourceTable) -> [ProcessChange] {
      func byID(_ table: ResourceTable) -> [String: BundleManifest.Process] {
        Dictionary(
          table.manifest.processes.compactMap { process in process.id.map { ($0, process) } },
          uniquingKeysWith: { first, _ in first })
      }
      let (before, after) = (byID(old), byID(new))
      let facts = (old: FactsByFile(old), new: FactsByFile(new))
      return Set(before.keys).union(after.keys).sorted(by: BundlePath.precedes).compactMap { id in
        switch (before[id], after[id]) {
        case (let before?, let after?):
          guard old.hashes[before.file] != new.hashes[after.file] else { return nil }
          return ProcessChange(id, before, after, facts)
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
      _ facts: (old: FactsByFile, new: FactsByFile)
    ) {
      self.init(change: .changed, id: id, name: after.name, file: after.file)
      let old = facts.old.facts(of: id, in: before.file)
      let new = facts.new.facts(of: id, in: after.file)
      if let file = BundleDiff.Detail("file", before.file, after.file) { details.append(file) }
      // What is new in the order of the new diagram, then what is gone in that of the old one.
      for fact in new.order {
        guard let now = new.byID[fact] else { continue }
        guard let then = old.byID[fact] else {
          elements.append(now.change(.added))
          continue
        }
        let differences = now.differences(from: then)
        if differences.isEmpty { continue }
        if fact == id {
          details += differences
        } else {
          elements.append(now.change(.changed, differences))
        }
      }
      for fact in old.order where new.byID[fact] == nil {
        if let then = old.byID[fact] { elements.append(then.change(.removed)) }
      }
    }
  }
}

/// The facts about the processes of files that differ, each file read once.
private final class FactsByFile {
  typealias Facts = (order: [String], byID: [String: ElementFactSheet])

  private let resources: ResourceTable
  private var files: [String: [String: Facts]] = [:]

  init(_ resources: ResourceTable) {
    self.resources = resources
  }

  func facts(of process: String, in file: String) -> Facts {
    if files[file] == nil { files[file] = read(file) }
    return files[file]?[process] ?? ([], [:])
  }

  private func read(_ file: String) -> [String: Facts] {
    var found: [String: Facts] = [:]
    let model = BPMNFile(parsing: resources.bytes(file), path: file).model
    for element in model?.elements.filter(ElementFactSheet.isListed) ?? [] {
      guard let process = element.process?.id, let sheet = ElementFactSheet(element) else {
        continue
      }
      found[process, default: ([], [:])].order.append(sheet.id)
      found[process, default: ([], [:])].byID[sheet.id] = sheet
    }
    return found
  }
}
