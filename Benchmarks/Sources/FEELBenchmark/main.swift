// FEELBenchmark [FILE.jsonl]
//
// Measures each expression: parses per second and evaluations per second on one core, and
// allocations per evaluation; then the geometric means, as a Markdown table. FILE has rows like
// those of `bpmnc feel --jsonl`; without it, the expressions below are measured.

import CAllocationCount
import FEEL
import Foundation
import JSON

struct Row {
  var id: String
  var expression: String
  var context: FEELContext

  init(_ line: Substring) throws {
    let json = try JSONValue(parsing: String(line))
    id = json["id"]?.string ?? ""
    expression = json["expression"]?.string ?? ""
    context = FEELContext()
    for (name, value) in json["context"]?.object?.members ?? [] {
      context[name] = FEELValue(typed: value)
    }
  }
}

let ownRows = #"""
  {"id":"status","expression":"request.body.SmsStatus = \"received\"","context":{"request":{"ctx":{"body":{"ctx":{"SmsStatus":"received"}}}}}}
  {"id":"url","expression":"\"https://example.com/\" + account + \"/Messages.json\"","context":{"account":"AC1"}}
  {"id":"price","expression":"(price - discount) * quantity * 1.19","context":{"price":19.99,"discount":2.5,"quantity":3}}
  {"id":"if","expression":"if age >= 18 then \"adult\" else \"minor\"","context":{"age":42}}
  {"id":"filter","expression":"items[quantity > 1].sku","context":{"items":[{"ctx":{"sku":"a","quantity":1}},{"ctx":{"sku":"b","quantity":5}}]}}
  {"id":"for","expression":"for x in [1, 2, 3] return x * x","context":{}}
  {"id":"date","expression":"date(created) + @\"P30D\" < @\"2026-12-31\"","context":{"created":"2026-11-23"}}
  {"id":"text","expression":"upper case(substring before(body, \" \")) = \"YES\"","context":{"body":"yes please"}}
  """#

/// CPU seconds of this process.
func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// How often the work runs per second: the best of three measurements of 50 ms each.
func rate(_ work: () throws -> Void) rethrows -> Double {
  var best = 0.0
  for _ in 0..<3 {
    let start = seconds()
    var rounds = 0
    while seconds() - start < 0.05 {
      for _ in 0..<500 { try work() }
      rounds += 500
    }
    best = max(best, Double(rounds) / (seconds() - start))
  }
  return best
}

func geometricMean(_ values: [Double]) -> Double {
  exp(values.reduce(0) { $0 + log($1) } / Double(values.count))
}

func shown(_ rate: Double) -> String {
  rate >= 1e6 ? String(format: "%.2f M", rate / 1e6) : String(format: "%.0f k", rate / 1e3)
}

let text =
  CommandLine.arguments.count > 1
  ? try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8) : ownRows
let rows = try text.split(separator: "\n").map { try Row($0) }
let environment = FEELEnvironment.default
var reads: [Double] = []
var evaluations: [Double] = []
var allocations: [Double] = []

print("| expression | read/s | evaluate/s | allocations/evaluation |")
print("|---|---|---|---|")
for row in rows {
  let names = Set(row.context.keys)
  let expression = try FEELExpression(parsing: row.expression, scopeNames: names)
  let read = try rate { _ = try FEELExpression(parsing: row.expression, scopeNames: names) }
  let evaluation = rate { _ = expression.evaluate(row.context, in: environment) }
  let before = allocation_count()
  for _ in 0..<1000 { _ = expression.evaluate(row.context, in: environment) }
  let allocation = Double(allocation_count() - before) / 1000
  reads.append(read)
  evaluations.append(evaluation)
  allocations.append(allocation)
  print(
    "| \(row.id) | \(shown(read)) | \(shown(evaluation)) | "
      + String(format: "%.1f |", allocation))
}
print(
  "| **geometric mean** (allocations: mean) | **\(shown(geometricMean(reads)))** | "
    + "**\(shown(geometricMean(evaluations)))** | "
    + String(format: "**%.1f** |", allocations.reduce(0, +) / Double(allocations.count)))
