package import Diagnostics
import Text

/// Names a finding so that it is known again when lines move: by rule, file, element and message,
/// and by a count where all of these are the same.
package struct Fingerprints {
  /// How often a finding of this hash was met before.
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
