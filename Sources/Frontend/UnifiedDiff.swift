/// The difference of two texts, as `diff -u` writes it.
///
/// Lines are compared as bytes; the shortest edit script is Myers' (An O(ND) Difference Algorithm
/// and Its Variations, 1986).
public struct UnifiedDiff {
  private typealias Line = ArraySlice<UInt8>

  private enum Step {
    case same(Line), removed(Line), added(Line)
  }

  private let path: String
  private let steps: [Step]

  public init(old: [UInt8], new: [UInt8], path: String) {
    self.path = path
    steps = Self.steps(Self.lines(old), Self.lines(new))
  }

  /// With two file names, three lines of context and hunk headings; empty where nothing differs.
  public var text: String {
    var changed: [Int] = []
    for (index, step) in steps.enumerated() {
      if case .same = step { continue }
      changed.append(index)
    }
    guard !changed.isEmpty else { return "" }
    var hunks: [Range<Int>] = []
    for index in changed {
      let range = max(0, index - Self.context)..<min(steps.count, index + Self.context + 1)
      if let last = hunks.last, last.upperBound >= range.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return "--- \(path)\n+++ \(path)\n" + hunks.map(hunk).joined()
  }

  private static let context = 3

  private func hunk(_ range: Range<Int>) -> String {
    func count(_ steps: ArraySlice<Step>) -> (old: Int, new: Int) {
      var result = (old: 0, new: 0)
      for step in steps {
        if case .added = step {} else { result.old += 1 }
        if case .removed = step {} else { result.new += 1 }
      }
      return result
    }
    func place(_ before: Int, _ count: Int) -> String {
      count == 1 ? "\(before + 1)" : "\(count == 0 ? before : before + 1),\(count)"
    }
    let before = count(steps[..<range.lowerBound])
    let inside = count(steps[range])
    var text = "@@ -\(place(before.old, inside.old)) +\(place(before.new, inside.new)) @@\n"
    for step in steps[range] {
      switch step {
      case .same(let line): text += Self.written(" ", line)
      case .removed(let line): text += Self.written("-", line)
      case .added(let line): text += Self.written("+", line)
      }
    }
    return text
  }

  private static func written(_ mark: String, _ line: Line) -> String {
    let text = mark + String(decoding: line, as: UTF8.self)
    return line.last == 0x0A ? text : text + "\n\\ No newline at end of file\n"
  }

  /// The lines with their ends.
  private static func lines(_ bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func steps(_ old: [Line], _ new: [Line]) -> [Step] {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old[head...].reversed(), new[head...].reversed()).prefix { $0 == $1 }.count
    let middle = shortest(
      Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail]))
    return old[..<head].map(Step.same) + middle + old[(old.count - tail)...].map(Step.same)
  }

  /// Myers' greedy search: `trace` keeps for every number of changes how far each diagonal came.
  private static func shortest(_ old: [Line], _ new: [Line]) -> [Step] {
    let limit = old.count + new.count
    guard limit > 0 else { return [] }
    var furthest = [1: 0]
    var trace: [[Int: Int]] = []
    search: for changes in 0...limit {
      trace.append(furthest)
      for diagonal in stride(from: -changes, through: changes, by: 2) {
        var x = Self.start(diagonal, changes, furthest)
        while x < old.count, x - diagonal < new.count, old[x] == new[x - diagonal] { x += 1 }
        furthest[diagonal] = x
        if x >= old.count, x - diagonal >= new.count { break search }
      }
    }
    var steps: [Step] = []
    var (x, y) = (old.count, new.count)
    for (changes, furthest) in trace.enumerated().reversed() {
      let diagonal = x - y
      let isAddition = isAddition(diagonal, changes, furthest)
      let previous = isAddition ? diagonal + 1 : diagonal - 1
      let start = changes == 0 ? 0 : Self.start(diagonal, changes, furthest)
      while x > start, y > start - diagonal {
        x -= 1
        y -= 1
        steps.append(.same(old[x]))
      }
      guard changes > 0 else { break }
      x = furthest[previous] ?? 0
      y = x - previous
      steps.append(isAddition ? .added(new[y]) : .removed(old[x]))
    }
    return steps.reversed()
  }

  private static func isAddition(_ diagonal: Int, _ changes: Int, _ furthest: [Int: Int]) -> Bool {
    diagonal == -changes
      || diagonal != changes && (furthest[diagonal - 1] ?? -1) < (furthest[diagonal + 1] ?? -1)
  }

  /// Where a diagonal is entered with one more change.
  private static func start(_ diagonal: Int, _ changes: Int, _ furthest: [Int: Int]) -> Int {
    isAddition(diagonal, changes, furthest)
      ? furthest[diagonal + 1] ?? 0 : (furthest[diagonal - 1] ?? 0) + 1
  }
}
