/// The forms of phone numbers that Twilio uses.
package enum PhoneNumber {
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
