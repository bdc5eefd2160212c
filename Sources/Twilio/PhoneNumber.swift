/// The forms of phone numbers that Twilio uses.
package enum PhoneNumber {
  /// Whether a text is a phone number in the form of E.164.
  package static func isNumber(_ text: String) -> Bool {
    let digits = text.dropFirst().utf8
    return text.hasPrefix("+") && 7...15 ~= digits.count && digits.first != UInt8(ascii: "0")
      && digits.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }

  /// A number without what marks it as one on WhatsApp.
  package static func plain(_ number: String) -> String {
    isWhatsApp(number) ? String(number.dropFirst(whatsApp.count)) : number
  }

  /// Whether a number is one on WhatsApp: `whatsapp:` is in front of it.
  package static func isWhatsApp(_ number: String) -> Bool { number.hasPrefix(whatsApp) }

  /// A number as it is called on WhatsApp.
  package static func onWhatsApp(_ number: String) -> String {
    isWhatsApp(number) ? number : whatsApp + number
  }

  private static let whatsApp = "whatsapp:"
}
