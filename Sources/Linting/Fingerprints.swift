package import Diagnostics

/// Names a finding so that it is known again when lines move: by rule, file, element and message,
/// and by a count where all of these are the same.
package struct Fingerprints {
  /// How often a finding of this hash was met before.
  private var counts: [UInt64: Int] = [:]

  package init() {}

  package mutating func next(for diagnostic: Diagnostic) -> String {
    var hash = FNV1a()
    hash.add(diagnostic.rule)
    hash.add(diagnostic.location.source.path)
    hash.add(diagnostic.element?.id ?? "")
    hash.add(diagnostic.path ?? "")
    hash.add(diagnostic.message)
    let number = counts[hash.value, default: 0]
    counts[hash.value] = number + 1
    hash.add(String(number), isLast: true)
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// FNV-1a, 64 bits: stable over versions and machines, and no secret depends on it.
private struct FNV1a {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Adds a text, and a NUL behind it unless it is the last.
  mutating func add(_ text: String, isLast: Bool = false) {
    for byte in text.utf8 { add(byte) }
    if !isLast { add(0) }
  }

  private mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
}
