import EngineProtocol
import Foundation
import Storage
import Testing

@testable import Engine

/// Faults of the disk. There is one disk for all tests, so they run one after the other.
@Suite("Crashes", .serialized)
struct CrashMatrixTests {
  @Test("ended instances are kept when they cannot be read for a moment")
  func unreadableHistory() async throws {
    let file = try TestFile()
    let open = { try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock()) }
    var engine = try open()
    let process = bpmn(
      "<bpmn:startEvent id=\"start\"/><bpmn:endEvent id=\"end\"/>\(flows("start -> end"))")
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: process)])
    let instance = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    await engine.close()
    for position in 1...5 {
      FaultyDisk.mount(file.path + "-history", .errorBefore, at: position)
      #expect(throws: EngineError.self) { try open() }
    }
    FaultyDisk.repair()
    engine = try open()
    #expect(try await engine.instance(instance.key)?.state == .completed)
    await engine.close()
  }
}
