import EngineProtocol
import Foundation
import Storage
import Testing

@testable import Engine

@Suite("Delivery receipts")
struct DeliveryReceiptTests {
  private static let process = bpmn(
    """
    <bpmn:startEvent id="start"/>\(task("work"))\(flows("start -> work"))
    """)

  private func delivery(
    _ id: String, content: String = "a", isUnique: Bool = true, starts: Bool = true
  ) -> InboundDelivery {
    InboundDelivery(
      starts: starts ? [.instance(CreateInstanceRequest(.id("p")))] : [],
      receipt: DeliveryReceipt(id: id, content: content, isUnique: isUnique, retention: 1000) {
        if case .started(let keys) = $0 { "started \(keys.count)" } else { "nothing" }
      })
  }

  private func engine(
    _ file: DataFile, _ clock: VirtualClock = VirtualClock()
  ) async throws -> EmbeddedEngine {
    let engine = try EmbeddedEngine(file: file, clock: clock)
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: Self.process)])
    return engine
  }

  private func instances(_ engine: EmbeddedEngine) async throws -> Int {
    try await engine.instances(processID: "p", limit: 100).count
  }

  @Test("a repeated delivery does nothing and gets the note of the first one")
  func repeated() async throws {
    let engine = try await engine(DataFile())
    guard case .started = try await engine.deliver(delivery("1")),
      case .repeated("started 1") = try await engine.deliver(delivery("1")),
      case .started = try await engine.deliver(delivery("2"))
    else {
      Issue.record("it is not carried out once")
      return
    }
    #expect(try await instances(engine) == 2)
    await engine.close()
  }

  @Test("deliveries received at once are carried out once")
  func simultaneous() async throws {
    let engine = try await engine(DataFile())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask { [delivery = delivery("1")] in _ = try await engine.deliver(delivery) }
      }
      try await group.waitForAll()
    }
    #expect(try await instances(engine) == 1)
    await engine.close()
  }

  @Test("after a kill, a delivery is known if and only if its effect is there")
  func killed() async throws {
    let file = try TestFile()
    let copy = try TestFile()
    let first = try await engine(DataFile(path: file.path))
    _ = try await first.deliver(delivery("1"))
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: file.path + suffix, toPath: copy.path + suffix)
    }
    await first.close()
    let second = try await engine(DataFile(path: copy.path))
    guard case .repeated("started 1") = try await second.deliver(delivery("1")) else {
      Issue.record("it is not known")
      return
    }
    #expect(try await instances(second) == 1)
    await second.close()
  }

  @Test("the same id with other content is forged, even if the first delivery had no effect")
  func forged() async throws {
    let engine = try await engine(DataFile())
    guard case .unmatched = try await engine.deliver(delivery("1", starts: false)),
      case .forged = try await engine.deliver(delivery("1", content: "b")),
      case .started = try await engine.deliver(delivery("1"))
    else {
      Issue.record("the content is not pinned")
      return
    }
    await engine.close()
  }

  @Test("an id that does not identify a delivery only pins the content")
  func ambiguous() async throws {
    let engine = try await engine(DataFile())
    for _ in 0..<2 { _ = try await engine.deliver(delivery("1", isUnique: false)) }
    #expect(try await instances(engine) == 2)
    await engine.close()
  }

  @Test("a delivery is forgotten after its retention")
  func expiry() async throws {
    let clock = VirtualClock()
    let engine = try await engine(DataFile(), clock)
    _ = try await engine.deliver(delivery("1"))
    clock.advance(by: 1000)
    _ = try await engine.deliver(delivery("1"))
    #expect(try await instances(engine) == 2)
    await engine.close()
  }
}
