/// "Did you mean": the known name closest to a misspelt one.
package enum Suggestion {
  /// The nearest name by edit distance; nil if none is near enough.
  ///
  /// Case does not matter. Among equally near names, the alphabetically first wins.
  ///
  /// - Parameter limit: the maximum distance for two lengths; by default one edit per three
  ///   characters, at least one.
  package static func nearest(
    to name: String, among names: some Sequence<String>,
    within limit: (Int, Int) -> Int = { max(1, min($0, $1) / 3) }
  ) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    var best: (name: String, distance: Int)?
    for candidate in names where candidate != name {
      // Most names are too short or too long; for ASCII, the length is cheap.
      let isASCII = candidate.utf8.allSatisfy { $0 < 0x80 }
      if isASCII, !areNear(wanted.count, candidate.utf8.count, limit) { continue }
      let scalars = Array(candidate.lowercased().unicodeScalars)
      guard areNear(wanted.count, scalars.count, limit) else { continue }
      let distance = distance(wanted, scalars)
      guard distance <= limit(wanted.count, scalars.count) else { continue }
      if let best, (best.distance, best.name) < (distance, candidate) { continue }
      best = (candidate, distance)
    }
    return best?.name
  }

  private static func areNear(
    _ wanted: Int, _ candidate: Int, _ limit: (Int, Int) -> Int
  ) -> Bool {
    candidate > 1 && abs(candidate - wanted) <= limit(wanted, candidate)
  }

  /// The number of letters to insert, delete, replace or swap with their neighbour.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var line = [row + 1]
      for column in right.indices {
        let isSame = left[row] == right[column]
        var cost = min(
          last[column] + (isSame ? 0 : 1), last[column + 1] + 1, line[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        line.append(cost)
      }
      (before, last) = (last, line)
    }
    return last[right.count]
  }
}
