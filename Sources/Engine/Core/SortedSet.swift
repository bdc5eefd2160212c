/// A set in ascending order: finding, adding and removing an element takes logarithmic time.
///
/// The elements are in chunks of limited size, so that a change moves few of them.
struct SortedSet<Element: Comparable & Sendable>: Sendable {
  /// In ascending order; none is empty.
  private var chunks: [[Element]] = []
  private static var chunkLimit: Int { 256 }

  init() {}

  init(_ elements: some Sequence<Element>) {
    for element in elements { insert(element) }
  }

  var isEmpty: Bool { chunks.isEmpty }
  var first: Element? { chunks.first?.first }

  mutating func insert(_ element: Element) {
    guard !chunks.isEmpty else {
      chunks = [[element]]
      return
    }
    let chunk = chunk(for: element)
    let position = chunks[chunk].position(of: element)
    let isPresent = position < chunks[chunk].count && chunks[chunk][position] == element
    if isPresent { return }
    chunks[chunk].insert(element, at: position)
    guard chunks[chunk].count > Self.chunkLimit else { return }
    // A chunk that grew at its end stays full, because most sets grow at the end.
    let half = position == Self.chunkLimit ? position : Self.chunkLimit / 2
    let upper = Array(chunks[chunk][half...])
    chunks[chunk].removeSubrange(half...)
    chunks.insert(upper, at: chunk + 1)
  }

  mutating func remove(_ element: Element) {
    guard !chunks.isEmpty else { return }
    let chunk = chunk(for: element)
    let position = chunks[chunk].position(of: element)
    guard position < chunks[chunk].count, chunks[chunk][position] == element else { return }
    if chunks[chunk].count == 1 {
      chunks.remove(at: chunk)
    } else {
      chunks[chunk].remove(at: position)
    }
  }

  /// The first element that is not below `start` and satisfies a condition.
  func first(
    from start: Element, where isMeant: (Element) -> Bool = { _ in true }
  ) -> Element? {
    guard !chunks.isEmpty else { return nil }
    let chunk = chunk(for: start)
    let rest = chunks[chunk][chunks[chunk].position(of: start)...]
    return rest.first(where: isMeant)
      ?? chunks[(chunk + 1)...].joined().first(where: isMeant)
  }

  /// The chunk that contains an element if the set does.
  private func chunk(for element: Element) -> Int {
    var low = 0
    var high = chunks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if chunks[middle][0] > element { high = middle } else { low = middle }
    }
    return low
  }
}

extension SortedSet: Sequence {
  func makeIterator() -> FlattenSequence<[[Element]]>.Iterator { chunks.joined().makeIterator() }
}

extension SortedSet: Equatable {
  static func == (left: Self, right: Self) -> Bool { left.elementsEqual(right) }
}

extension Array where Element: Comparable {
  /// The first index whose element is not below another.
  fileprivate func position(of element: Element) -> Int {
    if let last, last < element { return count }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Dictionary {
  /// Adds an element to the set of a key.
  mutating func insert<Member>(_ member: Member, for key: Key)
  where Value == SortedSet<Member> {
    self[key, default: SortedSet()].insert(member)
  }

  /// Removes an element from the set of a key; an empty set is removed.
  mutating func remove<Member>(_ member: Member, for key: Key)
  where Value == SortedSet<Member> {
    self[key]?.remove(member)
    if self[key]?.isEmpty == true { self[key] = nil }
  }
}
