/// A part of bpmnc under generated input.
protocol FuzzTarget {
  /// - Parameter folders: where seed files are searched.
  init(seeds folders: [String])

  /// The next input.
  mutating func input(_ random: inout SplitMix) -> [UInt8]

  /// Processes an input; returns why it is a finding, or nil.
  /// - Parameter tally: counts inputs that got further than the first error.
  mutating func check(_ input: [UInt8], _ random: inout SplitMix, _ tally: inout Tally) -> String?
}

/// How far the inputs got.
struct Tally {
  /// Inputs without a syntax error.
  var readable = 0
  /// Inputs with a complete result.
  var complete = 0
}
