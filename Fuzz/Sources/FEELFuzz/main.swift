// FEELFuzz [--count N] [--seed S] [--only I]
//
// Parses, evaluates, formats and reparses expressions from a seeded generator; the same seed gives
// the same inputs. Prints an input that takes over a second or whose formatted text has another
// tree, and exits with 1. The current input is always in the file fuzz-input.txt, to be read when
// the process traps or is killed because one input takes over 30 seconds.

import FEEL
import Glibc

struct Options {
  var count = 100_000
  var seed: UInt64 = 1
  var only: Int?

  init(_ arguments: [String]) {
    var rest = arguments.dropFirst().makeIterator()
    while let name = rest.next() {
      switch (name, rest.next().flatMap { Int($0) }) {
      case ("--count", let value?): count = value
      case ("--seed", let value?): seed = UInt64(bitPattern: Int64(value))
      case ("--only", let value?): only = value
      default:
        print("usage: FEELFuzz [--count N] [--seed S] [--only I]")
        exit(64)
      }
    }
  }
}

/// The results so far, with the findings.
struct Tally {
  var valid = 0
  var values = 0
  var slowest = 0.0
  var slowestInput = 0
  var findings = 0
}

/// The current input, in a file that outlives the process.
struct CurrentInput {
  private static let size = 1 << 17
  private let memory: UnsafeMutableRawPointer

  init() {
    let file = open("fuzz-input.txt", O_RDWR | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0, ftruncate(file, off_t(Self.size)) == 0,
      let memory = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
      memory != MAP_FAILED
    else {
      print("cannot write fuzz-input.txt")
      exit(2)
    }
    self.memory = memory
  }

  func set(_ index: Int, _ text: String) {
    let bytes = Array("input \(index)\n\(text)\n".utf8.prefix(Self.size - 1)) + [0]
    bytes.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(start: memory, count: Self.size).copyMemory(from: $0)
    }
  }
}

func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

let environment = FEELEnvironment(
  random: { 0.25 }, uuid: { "00000000-0000-7000-8000-000000000000" },
  budget: FEELBudget(steps: 100_000, depth: 100, listLength: 100_000, stringLength: 1_000_000))

let variables: FEELContext = [
  "a": 2, "b": "text", "x": 3, "?": 4, "a b": ["c-d": 5], "missing": .null,
  "list": .list([1, 2, 3]),
  "people": .list([["name": "Ann", "age": 42], ["name": "Bob", "age": 7]]),
  "request": ["body": ["SmsStatus": "received", "Body": "hello"]],
  "days in weekend": .list(["Sat", "Sun"]), "a-b": 1,
]

let types = FEELTypeEnvironment(of: variables)

/// Why the input is a finding; nil if it is not.
func check(_ text: String, _ random: inout SplitMix, _ tally: inout Tally) -> String? {
  let dialect = random.pick(FEELDialect.allCases)
  let mode: FEELMode = random.below(6) == 0 ? .unaryTests : .expression
  let names = Set(variables.keys)
  func read(_ text: String) throws(FEELSyntaxError) -> FEELExpression {
    try FEELExpression(
      parsing: text, dialect: dialect, mode: mode, scopeNames: names, functions: .connectors)
  }
  guard let expression = try? read(text) else { return nil }
  tally.valid += 1
  let result = expression.evaluate(variables, in: environment)
  if !result.value.isNull { tally.values += 1 }
  _ = result.value.text
  _ = result.value.typedJSON
  _ = (expression.variables, expression.calls)
  _ = FEELChecker.check(expression, against: types, version: CamundaVersion(8, 2))
  let formatted = expression.formatted()
  guard let second = try? read(formatted) else {
    return "the formatted text does not parse: \(formatted)"
  }
  guard second.hasSameTree(as: expression) else {
    return "the formatted text has another tree: \(formatted)"
  }
  let again = second.formatted()
  return again == formatted ? nil : "formatting again differs: \(formatted)\n---\n\(again)"
}

let options = Options(CommandLine.arguments)
let current = CurrentInput()
var tally = Tally()
let start = seconds()
for index in options.only.map({ $0..<($0 + 1) }) ?? 0..<options.count {
  if index % 1000 == 0 { alarm(30) }
  var random = SplitMix(options.seed &* 0x1_0000_0001 &+ UInt64(index) &* 0x2545_F491_4F6C_DD1D)
  var generator = InputGenerator(random)
  let text = generator.input()
  if options.only != nil { print(text) }
  current.set(index, text)
  let before = seconds()
  let finding = check(text, &random, &tally)
  let time = seconds() - before
  if time > tally.slowest { (tally.slowest, tally.slowestInput) = (time, index) }
  if let finding = time > 1 ? "it takes \(time) s" : finding {
    tally.findings += 1
    print("input \(index): \(finding)\n\(text)\n")
  }
}
print(
  "\(options.only == nil ? options.count : 1) inputs of seed \(options.seed) in "
    + "\(Int(seconds() - start)) s CPU: \(tally.valid) are valid, \(tally.values) have a value, "
    + "slowest \(Int(tally.slowest * 1000)) ms (input \(tally.slowestInput)), "
    + "\(tally.findings) findings")
exit(tally.findings == 0 ? 0 : 1)
