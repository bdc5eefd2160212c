import EngineProtocol
import JSON
import Testing

@testable import Engine

@Suite("The size of jobs")
struct JobSizeTests {
  /// An instance with a job for each size of its variable `text`, in MB.
  private func machine(_ sizes: Int...) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      #"<bpmn:startEvent id="start"/>\#(task("work"))\#(flows("start -> work"))"#)
    for size in sizes {
      try machine.start(["n": 1, "text": .string(String(repeating: "x", count: size << 20))])
    }
    return machine
  }

  private func activate(_ machine: inout Machine, fetching names: [String]? = nil) throws -> Int {
    let request = ActivateJobsRequest(
      type: "work", worker: "w", timeout: 1000, maximum: 10, fetchVariables: names)
    guard case .jobs(let jobs) = try machine.send(.activateJobs(request)) else {
      throw WrongReply()
    }
    return jobs.count
  }

  @Test("a response has only as many jobs as fit; the others come later")
  func truncated() throws {
    var machine = try machine(2, 3, 1)
    #expect(try activate(&machine) == 1)
    #expect(machine.incidents.isEmpty)
    #expect(try activate(&machine) == 1)
    #expect(try activate(&machine) == 1)
  }

  @Test("a job that is too large alone gets an incident, and is not available until it is resolved")
  func incident() throws {
    var machine = try machine(5)
    #expect(try activate(&machine) == 0)
    #expect(machine.incidents.map(\.type) == ["MESSAGE_SIZE_EXCEEDED"])
    #expect(machine.incidents[0].message.contains("fetch only"))
    #expect(try activate(&machine, fetching: ["n"]) == 0)
    try machine.send(.resolveIncident(machine.incidents[0].key))
    #expect(try activate(&machine, fetching: ["n"]) == 1)
  }
}
