import Testing

@testable import Engine

@Suite("Sorted sets")
struct SortedSetTests {
  @Test("random insertions and removals leave what a plain set has, in order")
  func random() {
    let random = SeededRandom(seed: 1)
    var set = SortedSet<Int>()
    var reference: Set<Int> = []
    for step in 0..<20_000 {
      let element = Int(random.next() % 3000)
      // Grows at first, then shrinks.
      if random.next() % 8 < (step < 10_000 ? 6 : 2) {
        set.insert(element)
        reference.insert(element)
      } else {
        set.remove(element)
        reference.remove(element)
      }
      if step % 500 == 0 { #expect(Array(set) == reference.sorted()) }
      #expect(set.first == reference.min() || step % 100 != 0)
    }
    #expect(Array(set) == reference.sorted())
  }

  @Test("sets with the same elements are equal, whatever their history")
  func equality() {
    var grown = SortedSet(0..<1000)
    for element in 500..<1000 { grown.remove(element) }
    #expect(grown == SortedSet((0..<500).reversed()))
    #expect(grown != SortedSet(0..<501))
    for element in 0..<500 { grown.remove(element) }
    #expect(grown.isEmpty && grown == SortedSet())
  }

  @Test("a search begins at an element, present or not", arguments: [0, 255, 256, 257, 998, 1000])
  func search(start: Int) {
    let set = SortedSet((0..<1000).map { 2 * $0 })
    #expect(set.first(from: start) { _ in true } == start + start % 2)
    #expect(set.first(from: start) { $0 >= 1500 } == 1500)
    #expect(set.first(from: start) { $0 < 0 } == nil)
  }
}
