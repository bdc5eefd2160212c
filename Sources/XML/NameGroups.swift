/// Lists of indexes by name.
package struct NameGroups: Sendable {
  private var numbers = NameNumbers()
  private var indexes: [[Int]] = []

  /// No names.
  package init() {}

  package mutating func add(_ index: Int, to name: String) {
    let number = numbers.add(name)
    if number == indexes.count { indexes.append([]) }
    indexes[number].append(index)
  }

  /// The indexes added to a name.
  package subscript(name: String) -> [Int] {
    numbers.number(of: name).map { indexes[$0] } ?? []
  }
}
