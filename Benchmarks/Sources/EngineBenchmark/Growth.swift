import Engine
import EngineProtocol
import Foundation
import JSON

/// Prints how the CPU time grows with ten times as much work.
func measureGrowth() async throws {
  show("| work | size | time | size | time | ratio |\n|---|---|---|---|---|---|")
  for isSequential in [false, true] {
    let name = isSequential ? "items of a sequential loop" : "items of a parallel loop"
    try await compare(name, isSequential ? 500 : 1000) { size in
      let bench = try await Workbench(Diagrams.loop(isSequential: isSequential))
      try await bench.start([("size", JSONValue(size))])
      try await bench.engine.settle()
      return bench
    }
  }
  try await compare("jobs taken and completed", 2000) { size in
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
  try await compare("variables of a message", 1000) { size in
    let bench = try await Workbench(Diagrams.receive)
    for number in 0..<10 {
      try await bench.start([("key", JSONValue(number))])
      let variables = JSONObject((0..<size).map { ("k\($0)", JSONValue($0)) })
      _ = try await bench.engine.correlateMessage(
        CorrelateMessageRequest(name: "m", correlationKey: "\(number)", variables: variables))
    }
    return bench
  }
  try await compare("timers", 1000) { size in
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
  try await compare("definitions with message starts", 1000) { size in
    let bench = try await Workbench()
    try await bench.concurrently(size) { number in
      try await bench.deploy(Diagrams.messageStart("p\(number)"), "p\(number)")
    }
    try await bench.concurrently(size) { number in
      _ = try await bench.engine.publishMessage(PublishMessageRequest(name: "p\(number)"))
    }
    return bench
  }
  try await compare("remembered message ids", 2000) { size in
    let bench = try await Workbench(Diagrams.messageStart("p"))
    try await bench.concurrently(size) { number in
      _ = try await bench.engine.correlateMessage(
        CorrelateMessageRequest(
          name: "p", correlationKey: "", messageID: "id\(number)", retention: 3_600_000))
    }
    return bench
  }
  try await compare("instances that wait for one message", 1000) { size in
    let bench = try await Workbench(Diagrams.receive)
    try await bench.concurrently(size) { _ in try await bench.start([("key", "k"), ("k7", 1)]) }
    try await bench.concurrently(size) { _ in
      _ = try await bench.engine.correlateMessage(
        CorrelateMessageRequest(name: "m", correlationKey: "k"))
    }
    return bench
  }
  try await compare("buffered messages for one instance after another", 1000) { size in
    let bench = try await Workbench(Diagrams.receive)
    try await bench.concurrently(size) { _ in
      _ = try await bench.engine.publishMessage(
        PublishMessageRequest(name: "m", correlationKey: "k", timeToLive: 3_600_000))
    }
    try await bench.concurrently(size) { _ in try await bench.start([("key", "k"), ("k7", 1)]) }
    return bench
  }
  try await compare("variables set at once", 10_000) { size in
    let bench = try await Workbench(Diagrams.job)
    try await bench.start((0..<size).map { ("k\($0)", JSONValue($0)) })
    return bench
  }
}

private func compare(
  _ name: String, _ size: Int, _ work: (Int) async throws -> Workbench
) async throws {
  var times: [Double] = []
  for size in [size, 10 * size] {
    times.append(try await cost { await (try await work(size)).engine.close() })
  }
  show(
    String(
      format: "| %@ | %d | %.0f ms | %d | %.0f ms | %.1f |", name, size, times[0] * 1000,
      10 * size, times[1] * 1000, times[1] / times[0]))
}
