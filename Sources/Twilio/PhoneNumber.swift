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
