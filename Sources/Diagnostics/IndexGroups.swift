/// The indexes of a list, grouped by a small number per item, so that frequent lookups do not scan
/// the list.
public struct IndexGroups: Sendable {
  private var starts: [Int32]
  private var order: [Int32]

  /// - Parameter groups: the group of each item, below `groupCount`.
  public init(_ groups: [Int32], groupCount: Int) {
    starts = [Int32](repeating: 0, count: groupCount + 1)
    for group in groups { starts[Int(group) + 1] += 1 }
    for group in 0..<groupCount { starts[group + 1] += starts[group] }
    var next = starts
    order = [Int32](repeating: 0, count: groups.count)
    for index in groups.indices {
      let group = Int(groups[index])
      order[Int(next[group])] = Int32(index)
      next[group] += 1
    }
  }

  /// The items of a group, in order.
  public subscript(group: Int) -> ArraySlice<Int32> {
    order[Int(starts[group])..<Int(starts[group + 1])]
  }

  /// The items of several groups, in order.
  public func indexes(in groups: [Int]) -> [Int] {
    var found: [Int] = []
    for group in groups {
      for index in self[group] { found.append(Int(index)) }
    }
    if groups.count > 1 { found.sort() }
    return found
  }
}
