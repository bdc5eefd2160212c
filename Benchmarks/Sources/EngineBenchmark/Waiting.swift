import Engine
import EngineProtocol
import Foundation
import JSON
import Storage

/// Prints what instances that wait for a message cost: memory, the time to create and to correlate
/// one while others wait, and the time to open the folder.
func measureWaiting(_ counts: [Int]) async throws {
  show("| waiting | bytes each | create and correlate | open |\n|---|---|---|---|")
  for count in counts {
    try await withDataFile { path in
      let before = residentBytes()
      let bench = try await Workbench(Diagrams.receive, path: path, .fast)
      try await bench.concurrently(count) { try await bench.wait(key: "\($0)") }
      try await bench.engine.settle()
      let size = (residentBytes() - before) / count
      let pairs = 1000
      let time = try await cost {
        try await bench.concurrently(pairs) { number in
          try await bench.wait(key: "new-\(number)")
          _ = try await bench.engine.correlateMessage(
            CorrelateMessageRequest(name: "m", correlationKey: "new-\(number)"))
        }
        try await bench.engine.settle()
      }
      await bench.engine.close()
      show(
        String(
          format: "| %d | %d | %.0f µs | %.2f s |", count, size, time / Double(pairs) * 1e6,
          try await secondsToOpen(path)))
    }
  }
}

/// Prints what ended instances leave: the size of the files and the time to open them.
func measureEnded(_ counts: [Int]) async throws {
  show("| ended | files | open |\n|---|---|---|")
  for count in counts {
    try await withDataFile { path in
      let bench = try await Workbench(Diagrams.empty, path: path, .fast)
      try await bench.concurrently(count) { _ in try await bench.start() }
      try await bench.engine.settle()
      await bench.engine.close()
      let bytes = [path, path + "-history"].reduce(0) { $0 + fileSize($1) }
      show(
        String(
          format: "| %d | %.1f MB | %.2f s |", count, Double(bytes) / 1e6,
          try await secondsToOpen(path)))
    }
  }
}

extension Workbench {
  fileprivate func wait(key: String) async throws {
    try await start([("key", .string(key)), ("k7", 1)])
  }
}

/// Elapsed seconds.
private func secondsToOpen(_ path: String) async throws -> Double {
  let start = seconds(CLOCK_MONOTONIC)
  let bench = try await Workbench(path: path)
  let time = seconds(CLOCK_MONOTONIC) - start
  await bench.engine.close()
  return time
}

private func residentBytes() -> Int {
  let pages = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
  return pages.flatMap { $0.count > 1 ? Int($0[1]) : nil }.map {
    $0 * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
    ?? 0
}

private func fileSize(_ path: String) -> Int {
  let attributes = try? FileManager.default.attributesOfItem(atPath: path)
  return attributes?[.size] as? Int ?? 0
}
