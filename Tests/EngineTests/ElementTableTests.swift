import EngineProtocol
import Testing

@testable import Engine

@Suite("Element tables")
struct ElementTableTests {
  private let definition = Definition(
    key: 9, version: 1, deployment: 8, resource: LoggedResource(name: "p.bpmn", bytes: []),
    process: ExecutableProcess(
      id: "p", name: nil, versionTag: nil, nodes: [], flows: [], noneStart: nil,
      messageStarts: [], signalStarts: [], conditionalStarts: [], timerStarts: [],
      startForm: nil))

  private func table(children: ClosedRange<EngineKey>) -> ElementTable {
    var table = ElementTable()
    table.insert(element(1, in: 0), of: definition)
    for key in children { table.insert(element(key, in: 1), of: definition) }
    return table
  }

  private func element(_ key: EngineKey, in scope: EngineKey) -> ElementState {
    ElementState(key: key, instance: 1, definition: 9, node: 0, scope: scope)
  }

  @Test(
    "removed children leave the others in order",
    arguments: [[2], [4], [6], [2, 3, 4, 5, 6], [6, 2, 4], [3, 4, 5]] as [[EngineKey]])
  func removal(keys: [EngineKey]) throws {
    var table = table(children: 2...6)
    for key in keys { #expect(table.remove(key)?.key == key) }
    table.insert(element(7, in: 1), of: definition)
    let scope = try #require(table.place(of: 1))
    let left = Array(2...7).filter { !keys.contains($0) }
    #expect(table.children(of: scope) == left)
    #expect(table.childCount(of: scope) == left.count)
    #expect(keys.allSatisfy { table[$0] == nil })
  }

  @Test("tables with the same elements are equal, whatever rows they use")
  func equality() {
    var table = table(children: 2...6)
    for key in 2...5 as ClosedRange<EngineKey> { _ = table.remove(key) }
    #expect(table == self.table(children: 6...6))
    table.update(6) { $0.phase = .active }
    #expect(table != self.table(children: 6...6))
  }
}
