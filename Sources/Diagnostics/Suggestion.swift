/// "Did you mean": the known name that a misspelt one was probably meant to be.
public enum Suggestion {
  /// The nearest name by edit distance; nil when none is near enough to be meant.
  ///
  /// Near enough is one edit for each three characters, at least one; letters that differ in case
  /// only are equal. Of names that are equally near the first in alphabetical order is taken.
  public static func nearest(to name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    var best: (name: String, distance: Int)?
    for candidate in names.sorted() where candidate != name {
      let scalars = Array(candidate.lowercased().unicodeScalars)
      let limit = max(1, min(wanted.count, scalars.count) / 3)
      guard abs(scalars.count - wanted.count) <= limit, scalars.count > 1 else { continue }
      let distance = distance(wanted, scalars)
      if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.name
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
