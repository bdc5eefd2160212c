import Engine
import EngineProtocol
import Foundation
import JSON
import Storage

/// Prints a line at once, even into a file.
func show(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

/// Seconds: by default, the CPU time of this process.
func seconds(_ clock: clockid_t = CLOCK_PROCESS_CPUTIME_ID) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// An engine with a process, its clock, and what the cases do with them.
struct Workbench {
  let clock = VirtualClock()
  let engine: EmbeddedEngine

  /// - Parameters:
  ///   - diagram: the file of the process.
  ///   - path: the data file; by default, everything is in memory.
  init(_ diagram: [UInt8]? = nil, path: String? = nil, _ durability: Durability = .full)
    async throws
  {
    engine = try EmbeddedEngine(
      file: DataFile(path: path, durability: durability), clock: clock)
    if let diagram { try await deploy(diagram, "process") }
  }

  func deploy(_ file: [UInt8], _ name: String) async throws {
    _ = try await engine.deploy([DeploymentResource(name: name + ".bpmn", bytes: file)])
  }

  func start(_ variables: [(String, JSONValue)] = []) async throws {
    _ = try await engine.createInstance(
      CreateInstanceRequest(.id("process"), variables: JSONObject(variables)))
  }

  /// Calls `body` with each number below `count`.
  func concurrently(
    _ count: Int, clients: Int = 64, _ body: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for client in 0..<min(clients, count) {
        group.addTask {
          for number in stride(from: client, to: count, by: clients) { try await body(number) }
        }
      }
      try await group.waitForAll()
    }
  }
}

/// The time of the work, the best of three runs.
func cost(
  _ clock: clockid_t = CLOCK_PROCESS_CPUTIME_ID, _ work: () async throws -> Void
) async throws -> Double {
  var best = Double.infinity
  for _ in 0..<3 {
    let start = seconds(clock)
    try await work()
    best = min(best, seconds(clock) - start)
  }
  return best
}

/// Calls `body` with the path of a data file in a new folder, which is deleted afterwards.
func withDataFile(_ body: (String) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.path + "/benchmark-\(getpid())"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await body(folder + "/engine.db")
}
