// EngineBenchmark
//
// Measures the embedded engine in memory and in this process: instances per second of CPU time, and
// the growth of the time when there is ten times as much work, as Markdown tables.

import Engine
import EngineProtocol
import Foundation
import JSON

/// CPU seconds of this process.
func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// An engine with a process, its clock, and what the cases do with them.
struct Workbench {
  let clock = VirtualClock()
  let engine: EmbeddedEngine

  init(_ file: [UInt8]? = nil) async throws {
    engine = try EmbeddedEngine(clock: clock)
    if let file { try await deploy(file, "process") }
  }

  func deploy(_ file: [UInt8], _ name: String) async throws {
    _ = try await engine.deploy([DeploymentResource(name: name + ".bpmn", bytes: file)])
  }

  func start(_ variables: [(String, JSONValue)] = []) async throws {
    _ = try await engine.createInstance(
      CreateInstanceRequest(.id("process"), variables: JSONObject(variables)))
  }

  /// Calls `body` with each number below `count`, from 64 clients.
  func concurrently(
    _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for client in 0..<min(64, count) {
        group.addTask {
          for number in stride(from: client, to: count, by: 64) { try await body(number) }
        }
      }
      try await group.waitForAll()
    }
  }
}

/// The CPU time of the work, the best of three runs.
func cost(_ work: () async throws -> Void) async throws -> Double {
  var best = Double.infinity
  for _ in 0..<3 {
    let start = seconds()
    try await work()
    best = min(best, seconds() - start)
  }
  return best
}

// MARK: Instances per second

func measureRate(_ name: String, _ file: [UInt8], instances: Int) async throws {
  let bench = try await Workbench(file)
  let time = try await cost {
    try await bench.concurrently(instances) { _ in try await bench.start([("n", 0)]) }
    try await bench.engine.settle()
  }
  print(String(format: "| %@ | %.0f |", name, Double(instances) / time))
  await bench.engine.close()
}

print("| process | instances/s |\n|---|---|")
try await measureRate("ten script tasks in a row", Diagrams.row, instances: 20_000)
try await measureRate("ten script tasks between fork and join", Diagrams.fork, instances: 10_000)
try await measureRate("a loop of 100 rounds", Diagrams.rounds, instances: 2000)

// MARK: Growth

func measureGrowth(
  _ name: String, _ size: Int, _ work: (Int) async throws -> Workbench
) async throws {
  var times: [Double] = []
  for size in [size, 10 * size] {
    times.append(try await cost { await (try await work(size)).engine.close() })
  }
  print(
    String(
      format: "| %@ | %d | %.0f ms | %d | %.0f ms | %.1f |", name, size, times[0] * 1000,
      10 * size, times[1] * 1000, times[1] / times[0]))
}

print("\n| work | size | time | size | time | ratio |\n|---|---|---|---|---|---|")
for isSequential in [false, true] {
  let name = isSequential ? "items of a sequential loop" : "items of a parallel loop"
  try await measureGrowth(name, isSequential ? 500 : 1000) { size in
    let bench = try await Workbench(Diagrams.loop(isSequential: isSequential))
    try await bench.start([("size", JSONValue(size))])
    try await bench.engine.settle()
    return bench
  }
}
try await measureGrowth("jobs taken and completed", 2000) { size in
  let bench = try await Workbench(Diagrams.job)
  try await bench.concurrently(size) { _ in try await bench.start() }
  try await bench.concurrently(size / 10) { _ in
    let request = ActivateJobsRequest(type: "work", worker: "w", timeout: 60_000, maximum: 10)
    for job in try await bench.engine.activateJobs(request) {
      try await bench.engine.completeJob(job.reference, variables: JSONObject())
    }
  }
  return bench
}
try await measureGrowth("variables of a message", 1000) { size in
  let bench = try await Workbench(Diagrams.receive)
  for number in 0..<10 {
    try await bench.start([("key", JSONValue(number))])
    let variables = JSONObject((0..<size).map { ("k\($0)", JSONValue($0)) })
    _ = try await bench.engine.correlateMessage(
      CorrelateMessageRequest(name: "m", correlationKey: "\(number)", variables: variables))
  }
  return bench
}
try await measureGrowth("timers", 1000) { size in
  let bench = try await Workbench(Diagrams.timer)
  try await bench.concurrently(size) { number in
    try await bench.start([("delay", .string("PT\(number * 7919 % size + 1)S"))])
  }
  for _ in 0..<10 {
    bench.clock.advance(by: Int64(size) * 101)
    try await bench.engine.settle()
  }
  return bench
}
try await measureGrowth("definitions with message starts", 1000) { size in
  let bench = try await Workbench()
  try await bench.concurrently(size) { number in
    try await bench.deploy(Diagrams.messageStart("p\(number)"), "p\(number)")
  }
  try await bench.concurrently(size) { number in
    _ = try await bench.engine.publishMessage(PublishMessageRequest(name: "p\(number)"))
  }
  return bench
}
try await measureGrowth("remembered message ids", 2000) { size in
  let bench = try await Workbench(Diagrams.messageStart("p"))
  try await bench.concurrently(size) { number in
    _ = try await bench.engine.correlateMessage(
      CorrelateMessageRequest(
        name: "p", correlationKey: "", messageID: "id\(number)", retention: 3_600_000))
  }
  return bench
}
try await measureGrowth("instances that wait for one message", 1000) { size in
  let bench = try await Workbench(Diagrams.receive)
  try await bench.concurrently(size) { _ in try await bench.start([("key", "k"), ("k7", 1)]) }
  try await bench.concurrently(size) { _ in
    _ = try await bench.engine.correlateMessage(
      CorrelateMessageRequest(name: "m", correlationKey: "k"))
  }
  return bench
}
try await measureGrowth("buffered messages for one instance after another", 1000) { size in
  let bench = try await Workbench(Diagrams.receive)
  try await bench.concurrently(size) { _ in
    _ = try await bench.engine.publishMessage(
      PublishMessageRequest(name: "m", correlationKey: "k", timeToLive: 3_600_000))
  }
  try await bench.concurrently(size) { _ in try await bench.start([("key", "k"), ("k7", 1)]) }
  return bench
}
try await measureGrowth("variables set at once", 10_000) { size in
  let bench = try await Workbench(Diagrams.job)
  try await bench.start((0..<size).map { ("k\($0)", JSONValue($0)) })
  return bench
}
