import EngineProtocol
import Testing

@testable import Engine

@Suite("History")
struct HistoryTests {
  @Test("the latest ended instances are kept")
  func limit() throws {
    var machine = Machine(historyLimit: 8)
    try machine.deploy(#"<bpmn:startEvent id="start"/>"#)
    var last: EngineKey = 0
    for _ in 0..<30 { last = try machine.start() }
    let remembered = machine.instances.map(\.key)
    #expect((8...9).contains(remembered.count))
    #expect(remembered.max() == last)
  }
}
