import EngineProtocol

/// The element instances: a tree of scopes in one array.
///
/// A step reads and changes single fields of an element at its place in the array, without copying
/// the rest. Children are linked, so that a scope can have any number of them.
struct ElementTable: Sendable {
  /// Where an element is as long as it exists.
  struct Place: Sendable {
    fileprivate let row: Int32
  }

  private struct Row: Sendable {
    var state: ElementState
    var definition: Definition
    // Other rows, or `none`.
    var scope: Int32
    var firstChild = none
    var lastChild = none
    var previous = none
    var next = none
    var childCount: Int32 = 0
  }

  private static let none: Int32 = -1

  private var rows: ContiguousArray<Row> = []
  private var rowsByKey: [EngineKey: Int32] = [:]
  private var freeRows: [Int32] = []

  var isEmpty: Bool { rowsByKey.isEmpty }
  var keys: some Collection<EngineKey> { rowsByKey.keys }

  func place(of key: EngineKey) -> Place? { rowsByKey[key].map { Place(row: $0) } }

  subscript(place: Place) -> ElementState {
    _read { yield rows[Int(place.row)].state }
    _modify { yield &rows[Int(place.row)].state }
  }

  /// A copy of an element.
  subscript(key: EngineKey) -> ElementState? { place(of: key).map { self[$0] } }

  /// Changes an element, if it exists.
  mutating func update(_ key: EngineKey, _ change: (inout ElementState) -> Void) {
    if let place = place(of: key) { change(&self[place]) }
  }

  func definition(at place: Place) -> Definition { rows[Int(place.row)].definition }

  func process(at place: Place) -> ExecutableProcess { rows[Int(place.row)].definition.process }

  func node(at place: Place) -> Node { process(at: place).node(rows[Int(place.row)].state.node) }

  /// The enclosing element; nil for a process instance.
  func scope(of place: Place) -> Place? {
    let row = rows[Int(place.row)].scope
    return row == Self.none ? nil : Place(row: row)
  }

  /// The enclosing element of an element; nil for a process instance.
  func scope(of key: EngineKey) -> Place? {
    guard let place = place(of: key) else { return nil }
    return scope(of: place)
  }

  func childCount(of place: Place) -> Int { Int(rows[Int(place.row)].childCount) }

  /// The child elements, oldest first.
  func children(of place: Place) -> [EngineKey] {
    var keys: [EngineKey] = []
    var row = rows[Int(place.row)].firstChild
    while row != Self.none {
      keys.append(rows[Int(row)].state.key)
      row = rows[Int(row)].next
    }
    return keys
  }

  /// Adds an element after the other children of its scope, which must be present.
  mutating func insert(_ element: ElementState, of definition: Definition) {
    let scope = rowsByKey[element.scope] ?? Self.none
    var new = Row(state: element, definition: definition, scope: scope)
    let row = freeRows.last ?? Int32(rows.count)
    if scope != Self.none {
      new.previous = rows[Int(scope)].lastChild
      if new.previous == Self.none {
        rows[Int(scope)].firstChild = row
      } else {
        rows[Int(new.previous)].next = row
      }
      rows[Int(scope)].lastChild = row
      rows[Int(scope)].childCount += 1
    }
    if freeRows.popLast() == nil { rows.append(new) } else { rows[Int(row)] = new }
    rowsByKey[element.key] = row
  }

  /// Removes an element, which has no children any more.
  mutating func remove(_ key: EngineKey) -> ElementState? {
    guard let row = rowsByKey.removeValue(forKey: key) else { return nil }
    let (scope, previous, next) = (
      rows[Int(row)].scope, rows[Int(row)].previous, rows[Int(row)].next
    )
    if previous != Self.none { rows[Int(previous)].next = next }
    if next != Self.none { rows[Int(next)].previous = previous }
    if scope != Self.none {
      if previous == Self.none { rows[Int(scope)].firstChild = next }
      if next == Self.none { rows[Int(scope)].lastChild = previous }
      rows[Int(scope)].childCount -= 1
    }
    freeRows.append(row)
    // Leaves nothing in the row that takes memory.
    var removed = ElementState(key: 0, instance: 0, definition: 0, node: 0, scope: 0)
    swap(&removed, &rows[Int(row)].state)
    return removed
  }
}

extension ElementTable: Equatable {
  static func == (left: Self, right: Self) -> Bool {
    left.rowsByKey.count == right.rowsByKey.count
      && left.rowsByKey.allSatisfy { key, row in
        guard let other = right.place(of: key) else { return false }
        let place = Place(row: row)
        return left[place] == right[other]
          && left.children(of: place) == right.children(of: other)
      }
  }
}
