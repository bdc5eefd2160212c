import EngineProtocol
import JSON
import Testing

@testable import Engine

struct OlderSnapshotTests {
  /// A row without the values and lists that the first version did not write.
  private func shortened(_ record: SnapshotRecord) throws -> SnapshotRecord {
    guard record.kind == "instance" else { return record }
    var lists = try #require(try JSONValue(parsing: record.value).array)
    func drop(_ count: Int, from list: Int) {
      lists[list] = .array(
        (lists[list].array ?? []).map { .array(Array(($0.array ?? []).dropLast(count))) })
    }
    drop(4, from: 0)
    drop(4, from: 1)
    return SnapshotRecord(
      key: record.key, kind: record.kind, value: JSONValue.array(Array(lists.prefix(5))).text())
  }

  @Test("a snapshot of the first version is read")
  func missingValues() throws {
    var machine = Machine()
    try machine.deploy(
      #"<bpmn:startEvent id="start"/>\#(task("work"))\#(flows("start -> work"))"#)
    try machine.start(["a": 1])
    var changed = ChangedKeys()
    for change in machine.log { changed.note(change) }
    var reader = SnapshotReader()
    for (_, record) in SnapshotWriter(machine.state).records(for: changed) {
      if let record { try reader.read(try shortened(record)) }
    }
    #expect(reader.finish() == machine.state)
  }
}
