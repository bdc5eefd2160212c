package import Diagnostics
import Text

/// Identifies findings independently of their line: by rule, file, element and message, and by a
/// counter if all of these are equal.
package struct Fingerprints {
  /// The number of previous findings with the same hash.
  private var counts: [UInt64: Int] = [:]

  package init() {}

  package mutating func next(for diagnostic: Diagnostic) -> String {
    var hash = FNV1a()
    for part in [
      diagnostic.rule, diagnostic.location.source.path, diagnostic.element?.id ?? "",
      diagnostic.path ?? "", diagnostic.message,
    ] {
      hash.add(part)
      hash.add(0)
    }
    let number = counts[hash.value, default: 0]
    counts[hash.value] = number + 1
    hash.add(String(number))
    return hash.value.hexadecimal(width: 16)
  }
}
