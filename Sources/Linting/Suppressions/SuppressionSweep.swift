import Diagnostics

/// Finds the suppressions of findings, which must be queried in the order of their locations.
///
/// Scopes are elements, so they are nested or disjoint: those that apply at a location form a stack
/// for each name. A finding looks up its rule's name and the name's prefixes, so the cost does not
/// depend on the number of suppressions.
struct SuppressionSweep {
  private let entries: [Suppressions.Entry]
  private var files: [ObjectIdentifier: File] = [:]
  private var isUsed: [Bool]

  /// The suppressions of one file.
  private struct File {
    /// Sorted by their start, the outermost first; those before `next` have been opened.
    var entries: [Int] = []
    var next = 0
    var open: [Int] = []
    var openByName: [String: Stack] = [:]
  }

  private struct Stack {
    var entries: [Int] = []
    /// The number of entries, from the bottom, that are marked as used.
    var usedCount = 0
  }

  init(_ entries: [Suppressions.Entry]) {
    self.entries = entries
    isUsed = Array(repeating: false, count: entries.count)
    let order = entries.indices.sorted {
      let (left, right) = (entries[$0].scope, entries[$1].scope)
      return (left.lowerBound, right.upperBound) < (right.lowerBound, left.upperBound)
    }
    for index in order {
      files[ObjectIdentifier(entries[index].source), default: File()].entries.append(index)
    }
  }

  var unused: [Suppressions.Entry] {
    entries.indices.filter { !isUsed[$0] }.map { entries[$0] }
  }

  /// Whether a finding is suppressed. It must not precede the last queried finding of its file.
  mutating func suppresses(_ finding: Diagnostic) -> Bool {
    let file = ObjectIdentifier(finding.location.source)
    guard files[file] != nil else { return false }
    advance(file, to: finding.location.range.lowerBound)
    var names = [finding.rule]
    names += finding.rule.indices.map { finding.rule[..<$0] + "*" }
    names.append(finding.rule + "*")
    // No short circuit: each name marks its suppressions as used.
    return names.filter { use($0, in: file) }.isEmpty == false
  }

  private mutating func use(_ name: String, in file: ObjectIdentifier) -> Bool {
    guard let stack = files[file]?.openByName[name], !stack.entries.isEmpty else { return false }
    for index in stack.entries[stack.usedCount...] { isUsed[index] = true }
    files[file]?.openByName[name]?.usedCount = stack.entries.count
    return true
  }

  /// Closes the scopes that end before an offset, and opens those that begin up to it.
  private mutating func advance(_ key: ObjectIdentifier, to offset: Int) {
    guard var file = files.removeValue(forKey: key) else { return }
    while file.next < file.entries.count,
      entries[file.entries[file.next]].scope.lowerBound <= offset
    {
      let index = file.entries[file.next]
      close(before: entries[index].scope.lowerBound, &file)
      file.open.append(index)
      file.openByName[entries[index].name, default: Stack()].entries.append(index)
      file.next += 1
    }
    close(before: offset, &file)
    files[key] = file
  }

  private func close(before offset: Int, _ file: inout File) {
    while let last = file.open.last, entries[last].scope.upperBound <= offset {
      file.open.removeLast()
      guard var stack = file.openByName.removeValue(forKey: entries[last].name) else { continue }
      stack.entries.removeLast()
      stack.usedCount = min(stack.usedCount, stack.entries.count)
      file.openByName[entries[last].name] = stack
    }
  }
}
