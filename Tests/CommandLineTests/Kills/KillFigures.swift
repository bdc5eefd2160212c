import Foundation

/// How often executors are killed and stopped: ten times each, or, if `BPMNC_CRASH_TESTS` is `full`,
/// as often as `BPMNC_KILLS` and `BPMNC_STOPS` say.
enum KillFigures {
  private static let variables = ProcessInfo.processInfo.environment
  static let isFull = variables["BPMNC_CRASH_TESTS"] == "full"
  static let kills = figure("BPMNC_KILLS")
  static let stops = figure("BPMNC_STOPS")
  static let minutes = isFull ? 240 : 5

  private static func figure(_ name: String) -> Int {
    isFull ? variables[name].flatMap { Int($0) } ?? 0 : 10
  }
}
