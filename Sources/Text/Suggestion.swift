/// "Did you mean": the known name that a misspelt one was probably meant to be.
package enum Suggestion {
  /// The nearest name by edit distance; nil when none is near enough to be meant.
  ///
  /// Letters that differ in case only are equal. Of names that are equally near the first in
  /// alphabetical order is taken.
  /// - Parameter limit: how far names of two lengths may be from each other; by default one edit for
  ///   each three characters, at least one.
  package static func nearest(
    to name: String, among names: some Sequence<String>,
    within limit: (Int, Int) -> Int = { max(1, min($0, $1) / 3) }
  ) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    var best: (name: String, distance: Int)?
    for candidate in names where candidate != name {
      // Most names are too short or too long; of ASCII, that is seen at once.
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

  /// How many letters must be added, removed, replaced or swapped with their neighbour.
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
