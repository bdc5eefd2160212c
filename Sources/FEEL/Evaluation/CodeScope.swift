/// What names mean at a place of an expression while it is compiled.
final class CodeScope {
  enum Binding {
    case local(String, slot: Int)
    /// An element of a filtered list: its entries are names, found only when it is there.
    case element(slot: Int)
  }

  let parent: CodeScope?
  var bindings: [Binding] = []
  private(set) var slotCount = 0
  /// Values of outer scopes that the function takes along, in the order of their slots.
  private(set) var captures: [(name: String, slot: Int, code: Code)] = []
  /// The name under which a function sees itself.
  var selfName: String?
  private(set) var selfSlot: Int?
  private var usedNames: Set<String> = []

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

  /// Whether a name was looked up here since it was last asked about.
  func wasUsed(_ name: String) -> Bool { usedNames.contains(name) }
  func note(_ name: String) { usedNames.insert(name) }

  enum Place {
    case slot(Int)
    case global
  }

  /// Where a name's value is, and the slots of elements that may have an entry of that name.
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
    // Captured when the function is made: later changes of the outer slots don't reach it.
    let slot = newSlot()
    captures.append((name, slot, ClosureCompiler.lookup(name, place, outer)))
    return (.slot(slot), elements)
  }
}
