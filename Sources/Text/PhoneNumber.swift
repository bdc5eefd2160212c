extension StringProtocol {
  /// Whether it is a phone number in ITU-T E.164 format: `+`, then 7 to 15 digits, the first of
  /// which is not 0.
  package var isE164: Bool {
    let digits = utf8.dropFirst()
    return utf8.first == UInt8(ascii: "+") && 7...15 ~= digits.count
      && digits.first != UInt8(ascii: "0") && digits.allSatisfy(\.isDigit)
  }
}

/// The formats of phone numbers that Twilio uses.
package enum PhoneNumber {
  /// The number without its `whatsapp:` prefix.
  package static func plain(_ number: String) -> String {
    isWhatsApp(number) ? String(number.dropFirst(whatsApp.count)) : number
  }

  /// Whether the number has the `whatsapp:` prefix.
  package static func isWhatsApp(_ number: String) -> Bool { number.hasPrefix(whatsApp) }

  /// The number with the `whatsapp:` prefix.
  package static func onWhatsApp(_ number: String) -> String {
    isWhatsApp(number) ? number : whatsApp + number
  }

  private static let whatsApp = "whatsapp:"
}
