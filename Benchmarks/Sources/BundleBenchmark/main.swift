// BundleBenchmark SAMPLES BPMNC
//
// Measures bundles of 1,000 diagrams, made from the samples with new ids: the CPU time of verifying
// and comparing against reading and hashing the same files, of building against linting, and the
// peak memory of each. Every figure comes from a process of its own.

import Crypto
import Foundation
import Glibc

let diagramCount = 1000

/// The cost of a process.
struct Cost {
  var seconds: Double
  var memory: Double
  var status: Int32
}

/// Runs a program and discards its output.
func run(_ path: String, _ arguments: [String]) -> Cost {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
  defer { posix_spawn_file_actions_destroy(&actions) }
  var words = ([path] + arguments).map { strdup($0) }
  words.append(nil)
  defer { for word in words { free(word) } }
  var process = pid_t()
  guard posix_spawn(&process, path, &actions, nil, words, environ) == 0 else {
    print("\(path) could not be started")
    exit(2)
  }
  var status: Int32 = 0
  var usage = rusage()
  wait4(process, &status, 0, &usage)
  func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
  return Cost(
    seconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
    memory: Double(usage.ru_maxrss) / 1024, status: (status >> 8) & 0xFF)
}

/// The cheapest of several runs, which must end with the expected status.
func measure(_ name: String, _ path: String, _ arguments: [String], status: Int32 = 0) -> Cost {
  let costs = (0..<7).map { _ in run(path, arguments) }
  guard let best = costs.min(by: { $0.seconds < $1.seconds }),
    costs.allSatisfy({ $0.status == status })
  else {
    print("\(name) ended with \(costs.map(\.status)), not \(status)")
    exit(1)
  }
  print(String(format: "%@: %.1f ms CPU, %.0f MiB peak", name, best.seconds * 1000, best.memory))
  return best
}

/// The extra cost of one command over another, in seconds: the median of the differences of
/// consecutive runs, because the difference of two large costs is small compared to their noise.
func extraCost(_ path: String, _ more: [String], than less: [String]) -> Double {
  let differences = (0..<15).map { _ in run(path, more).seconds - run(path, less).seconds }
  return differences.sorted()[differences.count / 2]
}

/// Reads and hashes the files in folders, without bpmnc.
func hash(_ folders: [String]) throws {
  for folder in folders {
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    where name.hasSuffix(".bpmn") {
      let data = try Data(contentsOf: URL(filePath: folder + "/" + name))
      precondition(SHA256.hash(data: data).first { _ in true } != nil)
    }
  }
}

/// Writes copies of the sample diagrams, each with its own ids.
///
/// - Parameter changed: change the text of every n-th copy.
func generate(_ samples: [String], to folder: URL, changed: Int?) throws {
  let words =
    #/<bpmn:process id="([^"]*)"|inbound.context" value="([^"]*)"|<bpmn:message id="[^"]*" name="([^"]*)"/#
  for number in 0..<diagramCount {
    var text = samples[number % samples.count]
    let ids = Set(text.matches(of: words).compactMap { $0.1 ?? $0.2 ?? $0.3 })
    for id in ids { text = text.replacing("\"\(id)\"", with: "\"\(id)-\(number)\"") }
    if let changed, number % changed == 0 {
      text = text.replacing("name=\"Send ", with: "name=\"Send now ")
        .replacing("name=\"SMS ", with: "name=\"Text ")
    }
    let below = folder.appending(path: "group\(number % 10)")
    try FileManager.default.createDirectory(at: below, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: below.appending(path: "diagram\(number).bpmn"))
  }
}

func shown(_ what: String, _ ratio: Double) {
  print(String(format: "  %@: %.2f (at most 3)", what, ratio))
}

let arguments = CommandLine.arguments
if arguments.count > 2, arguments[1] == "--hash" {
  try hash(Array(arguments[2...]))
  exit(0)
}
guard arguments.count == 3 else {
  print("usage: BundleBenchmark SAMPLES BPMNC")
  exit(64)
}
let samples = try FileManager.default.subpathsOfDirectory(atPath: arguments[1]).sorted()
  .filter { $0.hasSuffix(".bpmn") }
  .map { try String(contentsOfFile: "\(arguments[1])/\($0)", encoding: .utf8) }
let bpmnc = arguments[2]
let place = FileManager.default.temporaryDirectory.appending(path: "bundles-\(UUID().uuidString)")
defer { try? FileManager.default.removeItem(at: place) }
for (name, changed) in [("old", nil), ("few", 100), ("all", 1)] {
  try generate(samples, to: place.appending(path: name), changed: changed)
}
func path(_ name: String) -> String { place.appending(path: name).path }

let itself = "/proc/self/exe"
let once = measure("reading and hashing", itself, ["--hash", path("old")])
let twice = measure("reading and hashing both", itself, ["--hash", path("old"), path("few")])
_ = measure("lint", bpmnc, ["lint", path("old")])
let build = measure("build", bpmnc, ["build", path("old"), "-o", path("old.bundle")])
for name in ["few", "all"] {
  _ = run(bpmnc, ["build", path(name), "-o", path("\(name).bundle")])
}
let verify = measure("verify", bpmnc, ["bundle", "verify", path("old.bundle")])
let few = measure(
  "diff, ten diagrams changed", bpmnc, ["bundle", "diff", path("old.bundle"), path("few.bundle")],
  status: 1)
let all = measure(
  "diff, all changed", bpmnc, ["bundle", "diff", path("old.bundle"), path("all.bundle")], status: 1)

shown("verify / reading and hashing", verify.seconds / once.seconds)
shown("diff / reading and hashing both", few.seconds / twice.seconds)
let extra = extraCost(
  bpmnc, ["build", path("old"), "-o", path("old.bundle")], than: ["lint", path("old")])
shown("(build - lint) / reading and hashing", extra / once.seconds)
let peak = [build, verify, few, all].map(\.memory).max() ?? 0
print(String(format: "  peak memory: %.0f MiB (at most 256)", peak))
