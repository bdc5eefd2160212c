import EngineProtocol
import FEEL
import JSON
import Storage
import Testing

@testable import Engine

struct DeterminismTests {
  private static let file = bpmn(
    """
    <bpmn:startEvent id="start"/>
    <bpmn:scriptTask id="draw"><bpmn:extensionElements>
      <zeebe:script expression="={number: random number(), id: uuid(), at: now()}"
        resultVariable="drawn"/></bpmn:extensionElements></bpmn:scriptTask>
    \(flows("start -> draw"))
    """)

  private func run(seed: UInt64) throws -> (log: String, drawn: JSONValue?) {
    var processor = Processor(state: EngineState(), environment: .default)
    var log = ""
    var drawn: JSONValue?
    let commands: [Command] = [
      .deploy([try DeploymentCompiler.compile(DeploymentResource(name: "p.bpmn", bytes: Self.file))]
      ),
      .createInstance(CreateInstanceRequest(.id("p"))),
    ]
    for command in commands {
      let (_, changes) = processor.process(
        command, at: Moment(time: 1_767_225_600_000, seed: seed))
      log += EventWriter.text(of: changes)
      for case .variablesSet(_, let variables) in changes.map(\.event) {
        drawn = variables.json["drawn"] ?? drawn
      }
    }
    return (log, drawn)
  }

  @Test("the same commands at the same moments create the same events, including random values")
  func same() throws {
    let first = try run(seed: 7)
    #expect(first.log == (try run(seed: 7)).log)
    #expect(first.log != (try run(seed: 8)).log)
    #expect(first.drawn?["at"] == "2026-01-01T00:00:00Z")
    #expect(first.drawn?["id"]?.string?.count == 36)
  }

  @Test("the file contains what many concurrent clients did")
  func concurrentClients() async throws {
    let file = try TestFile()
    let clock = VirtualClock()
    var engine = try EmbeddedEngine(
      file: DataFile(path: file.path, durability: .fast), clock: clock)
    let process = bpmn(
      """
      <bpmn:startEvent id="start"/>\(task("work"))<bpmn:endEvent id="end"/>
      \(flows("start -> work -> end"))
      """)
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: process)])
    try await withThrowingTaskGroup(of: Void.self) { [engine] group in
      for number in 0..<20 {
        group.addTask {
          for _ in 0..<10 {
            _ = try await engine.createInstance(
              CreateInstanceRequest(.id("p"), variables: ["n": JSONValue(number)]))
            let request = ActivateJobsRequest(
              type: "work", worker: "w\(number)", timeout: 1000, maximum: number % 3 + 1)
            for job in try await engine.activateJobs(request) where number % 4 != 0 {
              try await engine.completeJob(job.reference, variables: [:])
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let before = engine.state
    await engine.close()
    engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: clock)
    #expect(engine.state == before)
    #expect(try await engine.instances(processID: "p", limit: 1000).count == 200)
    await engine.close()
  }
}
