import EngineProtocol
import JSON
import Testing

@testable import Engine

struct IncidentResolutionTests {
  @Test("all incidents of an instance are resolved; a job without retries gets one")
  func all() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="s"/>\(task("a"))\(task("b"))
      <bpmn:exclusiveGateway id="choose"/>\(flows("s -> a", "s -> b", "s -> choose"))
      \(flow("choose", "end", when: "=go"))<bpmn:endEvent id="end"/>
      """)
    let other = try machine.start()
    let instance = try machine.start()
    for type in ["a", "b"] {
      for job in try machine.jobs(type) {
        try machine.send(.failJob(job.reference, JobFailure(retries: 0, message: "x")))
      }
    }
    try machine.send(.updateJobRetries(try #require(machine.incidents.last?.jobKey), 5))
    #expect(machine.incidents.filter { $0.instanceKey == instance }.count == 3)
    guard case .key = try machine.send(.resolveIncidents(of: instance)) else {
      throw WrongReply()
    }
    // The condition still fails.
    #expect(
      machine.incidents.filter { $0.instanceKey == instance }.map(\.elementID) == ["choose"])
    #expect(machine.incidents.filter { $0.instanceKey == other }.count == 3)
    let jobs = try machine.jobs("a") + machine.jobs("b")
    #expect(jobs.map(\.retries) == [1, 5] && jobs.allSatisfy { $0.instanceKey == instance })
  }

  @Test("an instance without incidents is left as it is; one that has ended is unknown")
  func none() throws {
    var machine = try Machine.nested()
    let instance = try machine.start()
    try machine.send(.resolveIncidents(of: instance))
    #expect(machine.activeIDs == ["before"])
    try machine.send(.cancelInstance(instance))
    #expect(machine.refusal(.resolveIncidents(of: instance)) == .notFound)
  }
}
