import EngineProtocol
import Foundation
import GRDB
import JSON
import Storage
import Testing

@testable import Engine

struct StorageTests {
  private static let process = bpmn(
    """
    <bpmn:startEvent id="start"/>\(task("work"))<bpmn:endEvent id="end"/>
    <bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition id="m" messageRef="reply"/>
    </bpmn:intermediateCatchEvent>\(flows("start -> work -> wait -> end"))
    """, definitions: message("reply"))

  /// Why a file is rejected; nil if it is opened.
  private func refusal(opening path: String) -> String? {
    do {
      _ = try EmbeddedEngine(file: DataFile(path: path), clock: VirtualClock())
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test("an instance continues where it was when its file is reopened")
  func reopen() async throws {
    let file = try TestFile()
    let clock = VirtualClock()
    var engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: clock)
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: Self.process)])
    let instance = try await engine.createInstance(
      CreateInstanceRequest(.id("p"), variables: ["key": "k", "big": .number("0.10")]))
    let request = ActivateJobsRequest(type: "work", worker: "w", timeout: 60_000, maximum: 1)
    let job = try #require(try await engine.activateJobs(request).first)
    let before = engine.state
    await engine.close()

    engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: clock)
    #expect(engine.state == before)
    #expect(try await engine.interruptedJobs().map(\.reference) == [job.reference])
    #expect(try await engine.processDefinitions().map(\.version) == [1])
    try await engine.completeJob(job.reference, variables: ["done": true])
    await engine.close()

    engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: clock)
    let correlation = try await engine.correlateMessage(
      CorrelateMessageRequest(name: "reply", correlationKey: "k"))
    #expect(correlation.instanceKey == instance.key)
    #expect(try await engine.instance(instance.key)?.state == .completed)
    #expect(
      try await engine.variables(ofInstance: instance.key)
        == ["key": "k", "big": .number("0.10"), "done": true])
    #expect(
      try await engine.elementInstances(ofInstance: instance.key).map(\.elementID)
        == ["start", "work", "wait", "end"])
    await engine.close()
  }

  @Test(
    "SQLite is configured for the requested durability",
    arguments: [(Durability.full, 2), (.fast, 1)])
  func durability(durability: Durability, level: Int) async throws {
    let file = try TestFile()
    let engine = try EmbeddedEngine(
      file: DataFile(path: file.path, durability: durability), clock: VirtualClock())
    #expect(try engine.execute("PRAGMA synchronous") == level)
    await engine.close()
  }

  @Test("acknowledged commands are in the file, even if the process ends without closing it")
  func killed() async throws {
    let file = try TestFile()
    let copy = try TestFile()
    let engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: Self.process)])
    for count in 1...20 {
      _ = try await engine.createInstance(CreateInstanceRequest(.id("p")))
      guard count % 5 == 0 else { continue }
      for suffix in ["", "-wal"] {
        try? FileManager.default.removeItem(atPath: copy.path + suffix)
        try FileManager.default.copyItem(
          atPath: file.path + suffix, toPath: copy.path + suffix)
      }
      let second = try EmbeddedEngine(file: DataFile(path: copy.path), clock: VirtualClock())
      #expect(second.state == engine.state)
      await second.close()
    }
    await engine.close()
  }

  @Test("when the log cannot be written, nothing more is acknowledged and nothing is lost")
  func diskFull() async throws {
    let file = try TestFile()
    let clock = VirtualClock()
    var engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: clock)
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: Self.process)])
    let pages = try #require(try engine.execute("PRAGMA page_count"))
    _ = try engine.execute("PRAGMA max_page_count = \(pages + 20)")
    var acknowledged: [EngineKey] = []
    while acknowledged.count < 10_000 {
      let text = JSONValue.string(String(repeating: "x", count: 1000))
      let request = CreateInstanceRequest(.id("p"), variables: ["text": text])
      guard let instance = try? await engine.createInstance(request) else { break }
      acknowledged.append(instance.key)
    }
    #expect(1..<10_000 ~= acknowledged.count)
    await #expect(throws: EngineError.self) { try await engine.checkHealth() }
    // There is space again: the work resumes by itself.
    _ = try engine.execute("PRAGMA max_page_count = 1000000")
    clock.advance(by: 1000)
    let instance = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    acknowledged.append(instance.key)
    try await engine.checkHealth()
    await engine.close()
    engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    let instances = try await engine.instances(processID: "p", limit: 20_000)
    #expect(Set(instances.map(\.key)) == Set(acknowledged))
    await engine.close()
  }

  @Test("an engine's files are readable only by their owner, even if they were not before")
  func privateFiles() async throws {
    let file = try TestFile()
    FileManager.default.createFile(atPath: file.path, contents: nil)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
    let engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: Self.process)])
    for suffix in ["", "-wal"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path + suffix)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
    }
    await engine.close()
  }

  @Test("an event of a newer version is reported as such, not as damage")
  func newerEvent() async throws {
    let file = try TestFile()
    let engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    await engine.close()
    let events = #"[["flown",1]]"#
    var checksum = Checksum()
    checksum.add(1, "fly", events)
    let row: StatementArguments = [events, checksum.value]
    let queue = try DatabaseQueue(path: file.path)
    try await queue.write { database in
      try database.execute(sql: "INSERT INTO log VALUES (1, 1, 'fly', ?, ?)", arguments: row)
    }
    try queue.close()
    let error = try #require(refusal(opening: file.path))
    #expect(error.contains("newer version"))
  }

  @Test("a file in use by another engine is rejected")
  func inUse() async throws {
    let file = try TestFile()
    let engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    let error = try #require(refusal(opening: file.path))
    #expect(error.contains("in use by another process"))
    await engine.close()
    #expect(refusal(opening: file.path) == nil)
  }

  @Test("a file that is not a database is rejected and left unchanged")
  func noDatabase() throws {
    let file = try TestFile()
    let bytes = Data(repeating: 0x41, count: 4096)
    try bytes.write(to: URL(filePath: file.path))
    #expect(try #require(refusal(opening: file.path)).contains("damaged"))
    #expect(try Data(contentsOf: URL(filePath: file.path)) == bytes)
  }

  @Test("a database of another program is rejected and left unchanged")
  func foreign() throws {
    let file = try TestFile()
    let queue = try DatabaseQueue(path: file.path)
    try queue.write { try $0.execute(sql: "CREATE TABLE note (text TEXT)") }
    try queue.close()
    let bytes = try Data(contentsOf: URL(filePath: file.path))
    #expect(
      try #require(refusal(opening: file.path)).contains("not a data file of bpmnc"))
    #expect(try Data(contentsOf: URL(filePath: file.path)) == bytes)
  }

  /// The file of an engine that was killed after three commands, changed by `sql`.
  private func killed(changing sql: String) async throws -> TestFile {
    let file = try TestFile()
    let copy = try TestFile()
    let engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: Self.process)])
    for _ in 1...2 {
      _ = try await engine.createInstance(
        CreateInstanceRequest(.id("p"), variables: ["amount": 12]))
    }
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: file.path + suffix, toPath: copy.path + suffix)
    }
    await engine.close()
    try change(copy, sql)
    return copy
  }

  private func change(_ file: TestFile, _ sql: String) throws {
    let queue = try DatabaseQueue(path: file.path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test(
    "a changed, missing or truncated row of the log is found",
    arguments: [
      ("UPDATE log SET events = replace(events, '12', '13') WHERE sequence = 2", "at entry 2"),
      ("UPDATE log SET time = time + 1 WHERE sequence = 2", "at entry 2"),
      ("DELETE FROM log WHERE sequence = 2", "at entry 2"),
      ("DELETE FROM log WHERE sequence = 3", "ends at entry 2 instead of 3"),
    ])
  func damagedLog(sql: String, message: String) async throws {
    let file = try await killed(changing: sql)
    #expect(try #require(refusal(opening: file.path)).contains(message))
  }

  @Test(
    "a changed or missing row of the snapshot is found",
    arguments: [
      ("UPDATE snapshot SET value = replace(value, '12', '13') WHERE kind = 'instance'", "changed"),
      ("DELETE FROM snapshot WHERE kind = 'instance'", "missing"),
    ])
  func damagedSnapshot(sql: String, message: String) async throws {
    let file = try TestFile()
    let engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: Self.process)])
    _ = try await engine.createInstance(CreateInstanceRequest(.id("p"), variables: ["amount": 12]))
    await engine.close()
    try change(file, sql)
    #expect(try #require(refusal(opening: file.path)).contains(message))
  }

  @Test("a closed engine leaves a snapshot and no log")
  func snapshot() async throws {
    let file = try TestFile()
    let engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: Self.process)])
    for _ in 0..<5 { _ = try await engine.createInstance(CreateInstanceRequest(.id("p"))) }
    await engine.close()
    let queue = try DatabaseQueue(path: file.path)
    let counts = try await queue.read { database in
      try ["log", "snapshot"].map {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)") ?? 0
      }
    }
    try queue.close()
    // The header, the definition and five instances.
    #expect(counts == [0, 7])
  }

  @Test("a long log is replaced by snapshots while the engine runs, and ended instances leave them")
  func regularSnapshots() async throws {
    let file = try TestFile()
    let copy = try TestFile()
    let engine = try EmbeddedEngine(
      file: DataFile(path: file.path, durability: .fast), clock: VirtualClock())
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: Self.process)])
    for _ in 0..<EngineLog.snapshotInterval {
      let instance = try await engine.createInstance(CreateInstanceRequest(.id("p")))
      try await engine.cancelInstance(instance.key)
    }
    let alive = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    #expect(try #require(try engine.execute("SELECT count(*) FROM log")) < 1010)
    #expect(try #require(try engine.execute("SELECT count(*) FROM snapshot")) <= 3)
    for suffix in ["", "-wal", "-history", "-history-wal"] {
      try FileManager.default.copyItem(atPath: file.path + suffix, toPath: copy.path + suffix)
    }
    let second = try EmbeddedEngine(file: DataFile(path: copy.path), clock: VirtualClock())
    #expect(second.state == engine.state)
    #expect(
      try await second.instances(processID: "p", limit: 10_000).map(\.key)
        == (try await engine.instances(processID: "p", limit: 10_000).map(\.key)))
    #expect(try await second.instance(alive.key)?.state == .active)
    await second.close()
    await engine.close()
  }

  @Test("a read model that is gone is created again with what is alive")
  func rebuilt() async throws {
    let file = try TestFile()
    let clock = VirtualClock()
    var engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: clock)
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: Self.process)])
    let instance = try await engine.createInstance(
      CreateInstanceRequest(.id("p"), variables: ["key": "k"]))
    let request = ActivateJobsRequest(type: "work", worker: "w", timeout: 60_000, maximum: 1)
    let job = try #require(try await engine.activateJobs(request).first)
    try await engine.completeJob(job.reference, variables: ["done": true])
    let before = try await engine.messageSubscriptions(ofInstance: nil)
    await engine.close()
    try FileManager.default.removeItem(atPath: file.path + "-history")
    engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: clock)
    #expect(try await engine.instances(processID: "p", limit: 9).map(\.key) == [instance.key])
    #expect(try await engine.variables(ofInstance: instance.key) == ["key": "k", "done": true])
    #expect(
      try await engine.elementInstances(ofInstance: instance.key).map(\.elementID) == ["wait"])
    #expect(before.count == 1)
    #expect(try await engine.messageSubscriptions(ofInstance: nil) == before)
    await engine.close()
  }

  @Test("an empty or missing file next to files that belong to it is rejected")
  func lost() async throws {
    let file = try TestFile()
    await (try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())).close()
    try Data().write(to: URL(filePath: file.path))
    #expect(try #require(refusal(opening: file.path)).contains("is empty, but"))
    try FileManager.default.removeItem(atPath: file.path)
    #expect(try #require(refusal(opening: file.path)).contains("is missing, but"))
  }

  @Test("a file with a newer format is rejected")
  func laterFormat() async throws {
    let file = try TestFile()
    await (try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())).close()
    let queue = try DatabaseQueue(path: file.path)
    try await queue.write {
      try $0.execute(sql: "UPDATE meta SET value = 99 WHERE name = 'format_version'")
    }
    try queue.close()
    #expect(try #require(refusal(opening: file.path)).contains("format version 99"))
  }
}
