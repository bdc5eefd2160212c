import EngineProtocol
import JSON
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

  @Test("variables that are set often keep their order and have their latest values")
  func variables() {
    var history = VariableHistory()
    for number in 0..<1000 {
      let name = number % 3 == 0 ? "first" : "second"
      history.add(Variables(JSONObject([(name, JSONValue(number))])), in: 1)
    }
    #expect(history.values.map(\.name) == ["first", "second"])
    #expect(history.values.map(\.value) == [999, 998])
  }
}
