import Engine
import EngineProtocol
import Foundation
import JSON
import Storage

/// Prints instances per second of CPU time, clients included, in memory.
func measureRates() async throws {
  show("| process in memory | instances per CPU second |\n|---|---|")
  try await measure("ten script tasks in a row", Diagrams.row, instances: 20_000)
  try await measure("ten script tasks between fork and join", Diagrams.fork, instances: 10_000)
  try await measure("a loop of 100 rounds", Diagrams.rounds, instances: 2000)
}

private func measure(_ name: String, _ diagram: [UInt8], instances: Int) async throws {
  let bench = try await Workbench(diagram)
  let time = try await cost {
    try await bench.concurrently(instances) { _ in try await bench.start([("n", 0)]) }
    try await bench.engine.settle()
  }
  show(String(format: "| %@ | %.0f |", name, Double(instances) / time))
  await bench.engine.close()
}

/// Prints instances per second of elapsed time with a data file: ten script tasks in a row.
func measureDurableRates() async throws {
  show("| durability | clients | instances per second |\n|---|---|---|")
  for (durability, clients, instances) in [
    (Durability.full, 256, 20_000), (.full, 1, 1000), (.fast, 256, 20_000), (.fast, 1, 5000),
  ] {
    try await withDataFile { path in
      let bench = try await Workbench(Diagrams.row, path: path, durability)
      let time = try await cost(CLOCK_MONOTONIC) {
        try await bench.concurrently(instances, clients: clients) { _ in
          try await bench.start([("n", 0)])
        }
      }
      show(
        String(
          format: "| %@ | %d | %.0f |", durability.rawValue, clients, Double(instances) / time))
      await bench.engine.close()
    }
  }
}
