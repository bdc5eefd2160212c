/// Punycode, the form in which a label of a host name with letters beyond ASCII is looked up.
package enum Punycode {
  /// The Punycode of a label, without the prefix `xn--`; nil if its numbers overflow.
  ///
  /// Source: RFC 3492, section 6.3.
  package static func encode(_ label: some StringProtocol) -> String? {
    let scalars = label.unicodeScalars.map(\.value)
    var output = scalars.filter { $0 < firstCode }.map { UInt8($0) }
    let basicCount = output.count
    if basicCount > 0 { output.append(UInt8(ascii: "-")) }
    var code = firstCode
    var delta: UInt32 = 0
    var bias: UInt32 = 72
    var handled = basicCount
    while handled < scalars.count {
      guard let next = scalars.lazy.filter({ $0 >= code }).min() else { return nil }
      let (step, tooFar) = (next - code).multipliedReportingOverflow(by: UInt32(handled + 1))
      let (sum, tooMuch) = delta.addingReportingOverflow(step)
      guard !tooFar, !tooMuch else { return nil }
      delta = sum
      code = next
      for scalar in scalars {
        if scalar < code {
          delta += 1
        } else if scalar == code {
          append(delta, bias: bias, to: &output)
          bias = adapted(delta, count: UInt32(handled + 1), isFirst: handled == basicCount)
          delta = 0
          handled += 1
        }
      }
      delta += 1
      code += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static let firstCode: UInt32 = 0x80
  private static let base: UInt32 = 36

  /// Appends a number in the generalized variable-length digits of section 3.3.
  private static func append(_ number: UInt32, bias: UInt32, to output: inout [UInt8]) {
    var rest = number
    var position = base
    while true {
      let threshold = position <= bias ? 1 : min(position - bias, 26)
      guard rest >= threshold else { break }
      let range = base - threshold
      output.append(digit(threshold + (rest - threshold) % range))
      rest = (rest - threshold) / range
      position += base
    }
    output.append(digit(rest))
  }

  private static func digit(_ value: UInt32) -> UInt8 {
    UInt8(value) + (value < 26 ? UInt8(ascii: "a") : UInt8(ascii: "0") - 26)
  }

  /// The bias after a delta (section 6.1).
  private static func adapted(_ delta: UInt32, count: UInt32, isFirst: Bool) -> UInt32 {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var rounds: UInt32 = 0
    while delta > 455 {
      delta /= base - 1
      rounds += base
    }
    return rounds + base * delta / (delta + 38)
  }
}
