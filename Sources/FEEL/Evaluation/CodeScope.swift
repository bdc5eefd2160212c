/// The bindings of names at a point in an expression during compilation.
final class CodeScope {
  enum Binding {
    case local(String, slot: Int)
    /// An element of a filtered list: its entries are names, resolved only at run time.
    case element(slot: Int)
  }

  let parent: CodeScope?
  var bindings: [Binding] = []
  private(set) var slotCount = 0
  /// Captured values of outer scopes, in the order of their slots.
  private(set) var captures: [(name: String, slot: Int, code: Code)] = []
  /// The name by which a function refers to itself.
  var selfName: String?
  private(set) var selfSlot: Int?
  private(set) var usedNames: Set<String> = []

  init(parent: CodeScope?) { self.parent = parent }

  func newSlot() -> Int {
    slotCount += 1
    return slotCount - 1
  }

  func bind(_ name: String) -> Int {
    let slot = newSlot()
    bindings.append(.local(name, slot: slot))
    return slot
  }

  /// Whether a name has been resolved in this scope.
  func wasUsed(_ name: String) -> Bool { usedNames.contains(name) }
  func note(_ name: String) { usedNames.insert(name) }

  enum Place {
    case slot(Int)
    case global
  }

  /// The location of a name's value, and the slots of elements that may have an entry with that
  /// name.
  func resolve(_ name: String) -> (Place, elements: [Int]) {
    note(name)
    var elements: [Int] = []
    for binding in bindings.reversed() {
      switch binding {
      case .local(let local, let slot) where local == name: return (.slot(slot), elements)
      case .local: continue
      case .element(let slot): elements.append(slot)
      }
    }
    if let capture = captures.first(where: { $0.name == name }) {
      return (.slot(capture.slot), elements)
    }
    if name == selfName {
      let slot = selfSlot ?? newSlot()
      selfSlot = slot
      return (.slot(slot), elements)
    }
    guard let parent else { return (.global, elements) }
    let (place, outer) = parent.resolve(name)
    if case .global = place, outer.isEmpty { return (.global, elements) }
    // Captured when the function is created: later changes of the outer slots do not affect it.
    let slot = newSlot()
    captures.append((name, slot, ClosureCompiler.lookup(name, place, outer)))
    return (.slot(slot), elements)
  }
}
