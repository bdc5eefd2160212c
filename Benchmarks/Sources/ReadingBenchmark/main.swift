// ReadingBenchmark FOLDER [BPMNC]
//
// Measures the CPU time of reading all diagrams in a folder (bytes, XML, model with its checks)
// against `xmllint --noout` on the same files in the same run; the peak memory; and, given the path
// of a release binary, the wall-clock time of linting one small file cold.

import BPMN
import Foundation
import Glibc

let ownUsage: Int32 = 0  // RUSAGE_SELF
let childUsage: Int32 = -1  // RUSAGE_CHILDREN

func cpuSeconds(_ who: Int32) -> Double {
  var usage = rusage()
  getrusage(who, &usage)
  func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
  return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

func peakMemoryMiB() -> Double {
  var usage = rusage()
  getrusage(ownUsage, &usage)
  return Double(usage.ru_maxrss) / 1024
}

/// Runs a program and discards its output. (Foundation's Process polls for the exit, which would
/// dominate the measurement.)
func run(_ path: String, _ arguments: [String]) -> Int32 {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
  defer { posix_spawn_file_actions_destroy(&actions) }
  var words = ([path] + arguments).map { strdup($0) }
  words.append(nil)
  defer { for word in words { free(word) } }
  var process = pid_t()
  guard posix_spawn(&process, path, &actions, nil, words, environ) == 0 else { return -1 }
  var status: Int32 = 0
  waitpid(process, &status, 0)
  return status
}

/// Repeats the work until it has taken a second of CPU time; returns CPU seconds per pass.
func perPass(_ who: Int32, _ work: () throws -> Void) rethrows -> Double {
  let start = cpuSeconds(who)
  var passes = 0
  while cpuSeconds(who) - start < 1 {
    try work()
    passes += 1
  }
  return (cpuSeconds(who) - start) / Double(passes)
}

func shown(_ seconds: Double) -> String { String(format: "%.1f ms", seconds * 1000) }

let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
  print("usage: ReadingBenchmark FOLDER [BPMNC]")
  exit(64)
}
let folder = URL(filePath: arguments[1])
let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
  .filter { $0.hasSuffix(".bpmn") }
  .sorted()
  .map { folder.appending(path: $0).path }
let size = try files.reduce(0) {
  try $0 + (FileManager.default.attributesOfItem(atPath: $1)[.size] as? Int ?? 0)
}
print("\(files.count) files, \(size / 1024) KiB")

var elements = 0
let ours = try perPass(ownUsage) {
  elements = 0
  for path in files {
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    elements += BPMNFile(parsing: bytes, path: path).model?.elements.count ?? 0
  }
}
let memory = peakMemoryMiB()
print("bpmnc:   \(shown(ours)) CPU per pass, \(elements) BPMN elements, \(Int(memory)) MiB peak")

if let xmllint = ["/usr/bin/xmllint", "/usr/local/bin/xmllint"].first(
  where: FileManager.default.isExecutableFile)
{
  let theirs = perPass(childUsage) { _ = run(xmllint, ["--noout"] + files) }
  print("xmllint: \(shown(theirs)) CPU per pass")
  print(String(format: "ratio:   %.2f (at most 2)", ours / theirs))
} else {
  print("xmllint is not installed (Debian: libxml2-utils)")
}

if arguments.count > 2 {
  // A typical small file: the median of those under 10 KiB.
  let small = try files.filter {
    (try FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int ?? 0) < 10_240
  }
  let path = small[small.count / 2]
  var times: [Double] = []
  for _ in 0..<25 {
    let start = DispatchTime.now()
    _ = run(arguments[2], ["lint", path])
    times.append(Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9)
  }
  print("lint of one small file, cold: \(shown(times.min() ?? 0)) minimum of 25 (at most 20 ms)")
}
