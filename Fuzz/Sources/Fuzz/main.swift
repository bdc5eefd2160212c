// Fuzz TARGET [FOLDER…] [--count N] [--seed S] [--only I]
//
// Runs a part of bpmnc on inputs from a seeded generator; the same seed and folders give the same
// inputs. Prints an input that takes over a second or is a finding of the target, and exits with 1;
// also if the process needed more than 500 MiB. The current input is always in the file
// fuzz-input.txt, to be read when the process traps or is killed because one input takes over 30
// seconds.

import Glibc

struct Options {
  static let targets: [(name: String, type: any FuzzTarget.Type)] = [
    ("feel", FEELTarget.self), ("bpmn", DiagramTarget.self), ("templates", TemplateTarget.self),
    ("configuration", ConfigurationTarget.self), ("bundles", BundleTarget.self),
  ]

  var target: any FuzzTarget.Type
  var folders: [String] = []
  var count = 100_000
  var seed: UInt64 = 1
  var only: Int?

  init?(_ arguments: [String]) {
    var rest = arguments.dropFirst().makeIterator()
    guard let name = rest.next(), let target = Self.targets.first(where: { $0.name == name }) else {
      return nil
    }
    self.target = target.type
    while let word = rest.next() {
      guard word.hasPrefix("--") else {
        folders.append(word)
        continue
      }
      guard let value = rest.next().flatMap({ Int($0) }), value >= 0 else { return nil }
      switch word {
      case "--count": count = value
      case "--seed": seed = UInt64(value)
      case "--only": only = value
      default: return nil
      }
    }
    if folders.isEmpty { folders = ["samples", "templates"] }
  }
}

func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The most memory that the process has used, in MiB.
func peakMemory() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss / 1024
}

/// Runs all inputs, and returns the number of findings.
func run(_ type: (some FuzzTarget).Type, _ options: Options) -> Int {
  var target = type.init(seeds: options.folders)
  let current = CurrentInput()
  var tally = Tally()
  var findings = 0
  var slowest = (time: 0.0, index: 0)
  let start = seconds()
  for index in options.only.map({ $0..<($0 + 1) }) ?? 0..<options.count {
    if index % 100 == 0 { alarm(30) }
    var random = SplitMix(options.seed &* 0x1_0000_0001 &+ UInt64(index) &* 0x2545_F491_4F6C_DD1D)
    let input = target.input(&random)
    current.set(index, input)
    let before = seconds()
    let finding = target.check(input, &random, &tally)
    let time = seconds() - before
    if time > slowest.time { slowest = (time, index) }
    if let finding = time > 1 ? "it takes \(time) s" : finding {
      findings += 1
      print("input \(index): \(finding)\n\(String(decoding: input, as: UTF8.self))\n")
    } else if options.only != nil {
      print(String(decoding: input, as: UTF8.self))
    }
  }
  if peakMemory() > 500 {
    findings += 1
    print("the process used \(peakMemory()) MiB")
  }
  print(
    "\(options.only == nil ? options.count : 1) inputs of seed \(options.seed) in "
      + "\(Int(seconds() - start)) s CPU: \(tally.readable) are readable, \(tally.complete) "
      + "complete, slowest \(Int(slowest.time * 1000)) ms (input \(slowest.index)), "
      + "\(peakMemory()) MiB, \(findings) findings")
  return findings
}

guard let options = Options(CommandLine.arguments) else {
  print(
    "usage: Fuzz \(Options.targets.map(\.name).joined(separator: "|")) [FOLDER…] [--count N] [--seed S] "
      + "[--only I]")
  exit(64)
}
exit(run(options.target, options) == 0 ? 0 : 1)
