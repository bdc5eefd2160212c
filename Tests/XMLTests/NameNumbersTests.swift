import Testing

@testable import XML

@Suite("Name numbers")
struct NameNumbersTests {
  @Test("names are numbered in the order in which they are added")
  func order() {
    var numbers = NameNumbers()
    let names = (0..<100).map { "name\($0)" } + [""]
    #expect(names.map { numbers.add($0) } == Array(names.indices))
    #expect(names.map { numbers.add($0) } == Array(names.indices))
    #expect(names.map { numbers.number(of: $0) } == Array(names.indices))
    #expect(numbers.number(of: "other") == nil)
  }

  @Test("a name has a number of its own in each space")
  func spaces() {
    var numbers = NameNumbers()
    #expect(numbers.add("a", space: 1) == 0)
    #expect(numbers.number(of: "a") == nil)
    #expect(numbers.add("a", space: 2) == 1)
    #expect(numbers.number(of: "a", space: 1) == 0)
    #expect(numbers.count == 2)
  }
}
