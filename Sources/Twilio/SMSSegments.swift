/// The number of SMS segments that a text takes (GSM 03.38 and 03.40).
package enum SMSSegments {
  /// The longest body of a message, in characters.
  package static let maximumBodyLength = 1600

  private static let basic = Set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
      .unicodeScalars
  ).union("ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà".unicodeScalars)
  /// These characters take two septets each.
  private static let extended = Set("^{}\\[~]|€\u{0C}".unicodeScalars)

  /// The number of segments of `text`.
  package static func count(_ text: String) -> Int {
    let scalars = text.unicodeScalars
    let isBasic = scalars.allSatisfy { basic.contains($0) || extended.contains($0) }
    let lengths = scalars.map { scalar in
      isBasic ? (extended.contains(scalar) ? 2 : 1) : UTF16.width(scalar)
    }
    let (single, part) = isBasic ? (160, 153) : (70, 67)
    guard lengths.reduce(0, +) > single else { return 1 }
    // An escape sequence or surrogate pair is not split across segments.
    var (parts, used) = (1, 0)
    for length in lengths {
      if used + length > part { (parts, used) = (parts + 1, 0) }
      used += length
    }
    return parts
  }
}
