import Foundation
import JSON

/// `bpmnc dev` on one data folder and port, life after life.
final class KilledServer {
  private let arguments: [String]
  private let log: URL
  private let client: KillClient
  private var process: Process?

  init(_ folder: TemporaryFolder, port: Int) {
    arguments = [
      "dev", folder.file("shop.bpmn").path, "--port", "\(port)", "--data",
      folder.file("data").path, "--history", "1000000", "--allow-host", "127.0.0.1",
    ]
    log = folder.file("log")
    client = KillClient(port: port)
  }

  deinit {
    if let process, process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
  }

  func start() async throws {
    let process = Tool.process(arguments)
    process.standardOutput = FileHandle.nullDevice
    FileManager.default.createFile(atPath: log.path, contents: nil)
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    self.process = process
  }

  /// - Throws: if it ends instead.
  func waitUntilReady() async throws {
    while try await client.postOnce("v2/process-definitions/search", [:]) == nil {
      guard process?.isRunning ?? false else {
        throw Ended(log: String(decoding: try Data(contentsOf: log), as: UTF8.self))
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  struct Ended: Error {
    let log: String
  }

  func kill() async {
    guard let process else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    await end(of: process)
  }

  /// Stops it by SIGTERM.
  /// - Parameter checkingTime: whether it must end within its grace period plus a second.
  /// - Returns: what is wrong with that.
  func stop(checkingTime: Bool) async -> [String] {
    guard let process else { return [] }
    do { try await waitUntilReady() } catch { return ["it does not start: \(error)"] }
    let start = ContinuousClock.now
    process.terminate()
    await end(of: process)
    var faults: [String] = []
    let time = ContinuousClock.now - start
    if checkingTime, time > .seconds(6) { faults.append("a stop took \(time)") }
    if process.terminationReason != .exit || process.terminationStatus != 0 {
      let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
      faults.append("a stop ended with \(process.terminationStatus): \(text.suffix(500))")
    }
    return faults
  }

  /// Waits without blocking the threads that the customers need.
  private func end(of process: Process) async {
    while process.isRunning { try? await Task.sleep(for: .milliseconds(5)) }
  }
}
