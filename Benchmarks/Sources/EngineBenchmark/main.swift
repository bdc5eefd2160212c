// EngineBenchmark [rates] [durable] [growth] [waiting] [ended] [COUNT…]
//
// Measures the embedded engine in this process and prints Markdown tables. Without arguments, it
// measures all with small numbers of instances; COUNT is how many instances wait or have ended.

import Glibc

let known = ["rates", "durable", "growth", "waiting", "ended"]
let arguments = CommandLine.arguments.dropFirst()
let counts = arguments.compactMap { Int($0) }
let sections = arguments.filter { Int($0) == nil }

if let unknown = sections.first(where: { !known.contains($0) }) {
  print(
    "unknown section '\(unknown)'; usage: EngineBenchmark [\(known.joined(separator: "] ["))] [COUNT…]"
  )
  exit(64)
}

func isWanted(_ section: String) -> Bool { sections.isEmpty || sections.contains(section) }

if isWanted("rates") { try await measureRates() }
if isWanted("durable") { try await measureDurableRates() }
if isWanted("growth") { try await measureGrowth() }
if isWanted("waiting") { try await measureWaiting(counts.isEmpty ? [1000, 10_000] : counts) }
if isWanted("ended") { try await measureEnded(counts.isEmpty ? [20_000] : counts) }
