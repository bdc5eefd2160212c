/// The difference of two texts, as `diff -u` writes it.
///
/// Lines are compared as bytes. Lines that occur once in each text are the anchors (patience diff);
/// between them, Myers' algorithm finds the shortest edit script (An O(ND) Difference Algorithm and
/// Its Variations, 1986). So the cost of thousands of changes grows only with the size of the file.
public struct UnifiedDiff {
  private typealias Line = ArraySlice<UInt8>

  private enum Step {
    case same(Line), removed(Line), added(Line)
  }

  private let path: String
  private let steps: [Step]

  /// The difference between two versions of a file.
  public init(old: [UInt8], new: [UInt8], path: String) {
    self.path = path
    steps = Self.steps(Self.lines(old), Self.lines(new))
  }

  /// The diff with file names, hunk headings and three lines of context; empty if nothing differs.
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
    var text = "--- \(path)\n+++ \(path)\n"
    var (counted, before) = (0, (old: 0, new: 0))
    for range in hunks {
      let between = Self.count(steps[counted..<range.lowerBound])
      let inside = Self.count(steps[range])
      before = (before.old + between.old, before.new + between.new)
      text += hunk(range, before: before, inside: inside)
      before = (before.old + inside.old, before.new + inside.new)
      counted = range.upperBound
    }
    return text
  }

  private static let context = 3
  private static let maximumChanges = 400

  private typealias LineCount = (old: Int, new: Int)

  private static func count(_ steps: ArraySlice<Step>) -> LineCount {
    var result = (old: 0, new: 0)
    for step in steps {
      if case .added = step {} else { result.old += 1 }
      if case .removed = step {} else { result.new += 1 }
    }
    return result
  }

  private func hunk(_ range: Range<Int>, before: LineCount, inside: LineCount) -> String {
    func place(_ before: Int, _ count: Int) -> String {
      count == 1 ? "\(before + 1)" : "\(count == 0 ? before : before + 1),\(count)"
    }
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

  /// The lines with their line breaks.
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
    let middle = anchored(
      Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail]))
    return old[..<head].map(Step.same) + middle + old[(old.count - tail)...].map(Step.same)
  }

  private static func anchored(_ old: [Line], _ new: [Line]) -> [Step] {
    var steps: [Step] = []
    var (oldStart, newStart) = (0, 0)
    for anchor in anchors(old, new) {
      steps += shortest(
        Array(old[oldStart..<anchor.old]), Array(new[newStart..<anchor.new]))
      steps.append(.same(old[anchor.old]))
      (oldStart, newStart) = (anchor.old + 1, anchor.new + 1)
    }
    return steps + shortest(Array(old[oldStart...]), Array(new[newStart...]))
  }

  /// The longest list of lines that occur once in each text in the same order (patience sorting).
  private static func anchors(_ old: [Line], _ new: [Line]) -> [(old: Int, new: Int)] {
    let places = placesOfUniqueLines(new)
    let common = placesOfUniqueLines(old)
      .compactMap { line, place in places[line].map { (old: place, new: $0) } }
      .sorted { $0.old < $1.old }
    /// The last line of the best run of each length, and the line before each line in its run.
    var ends: [Int] = []
    var previous: [Int?] = []
    for index in common.indices {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if common[ends[middle]].new < common[index].new { low = middle + 1 } else { high = middle }
      }
      previous.append(low > 0 ? ends[low - 1] : nil)
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var run: [(old: Int, new: Int)] = []
    var next = ends.last
    while let index = next {
      run.append(common[index])
      next = previous[index]
    }
    return run.reversed()
  }

  private static func placesOfUniqueLines(_ lines: [Line]) -> [Line: Int] {
    var places: [Line: Int?] = [:]
    for (index, line) in lines.enumerated() {
      places.updateValue(places.keys.contains(line) ? nil : index, forKey: line)
    }
    return places.compactMapValues { $0 }
  }

  /// Myers' greedy search: `trace` records the furthest point of each diagonal for each edit count.
  ///
  /// Its cost grows with the square of the number of changes; beyond `maximumChanges`, the old
  /// lines are replaced by the new ones as a whole.
  private static func shortest(_ old: [Line], _ new: [Line]) -> [Step] {
    guard !old.isEmpty, !new.isEmpty else { return old.map(Step.removed) + new.map(Step.added) }
    let limit = min(old.count + new.count, maximumChanges)
    var furthest = [1: 0]
    var trace: [[Int: Int]] = []
    var isFound = false
    search: for changes in 0...limit {
      trace.append(furthest)
      for diagonal in stride(from: -changes, through: changes, by: 2) {
        var x = Self.start(diagonal, changes, furthest)
        while x < old.count, x - diagonal < new.count, old[x] == new[x - diagonal] { x += 1 }
        furthest[diagonal] = x
        if x >= old.count, x - diagonal >= new.count {
          isFound = true
          break search
        }
      }
    }
    guard isFound else { return old.map(Step.removed) + new.map(Step.added) }
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

  /// The point where a diagonal starts with one more change.
  private static func start(_ diagonal: Int, _ changes: Int, _ furthest: [Int: Int]) -> Int {
    isAddition(diagonal, changes, furthest)
      ? furthest[diagonal + 1] ?? 0 : (furthest[diagonal - 1] ?? 0) + 1
  }
}
