import Text

/// The From or To value of a message (Twilio docs: Message resource, short codes, alphanumeric
/// sender IDs).
enum TwilioAddress: Equatable {
  /// E.164: `+`, country code and number.
  case phoneNumber
  case shortCode
  /// An alphanumeric sender: up to 11 letters, digits, spaces and `- + _ &`.
  case name
  /// `whatsapp:+15005550006`, `messenger:…`, `rcs:…`.
  case channel(String)
  case unreadable

  init(_ text: String) {
    if text.isE164 {
      self = .phoneNumber
    } else if 3...8 ~= text.utf8.count, text.utf8.allSatisfy(\.isDigit) {
      self = .shortCode
    } else if let channel = Self.channel(text) {
      self = .channel(channel)
    } else if Self.isName(text) {
      self = .name
    } else {
      self = .unreadable
    }
  }

  private static func channel(_ text: String) -> String? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let rest = String(text[text.index(after: colon)...])
    switch text[..<colon] {
    case "whatsapp": return rest.isE164 ? "whatsapp" : nil
    case "messenger", "rcs", "sim":
      return rest.isEmpty || rest.contains(where: \.isWhitespace) ? nil : String(text[..<colon])
    default: return nil
    }
  }

  /// Anything that begins with `+` is a number, if perhaps an invalid one.
  private static func isName(_ text: String) -> Bool {
    1...11 ~= text.utf8.count && !text.hasPrefix("+")
      && text.utf8.allSatisfy { $0.isAlphanumeric || " -+_&".utf8.contains($0) }
      && text.utf8.contains(where: \.isLetter)
  }

  /// The number that was probably meant, without spaces and punctuation and with `+` for `00`; nil
  /// if that is not a number or changes nothing.
  static func repaired(_ text: String) -> String? {
    var number = PhoneNumber.plain(text)
    number.removeAll { $0.isWhitespace || "-./()".contains($0) }
    if number.hasPrefix("00") { number = "+" + number.dropFirst(2) }
    let result = PhoneNumber.isWhatsApp(text) ? PhoneNumber.onWhatsApp(number) : number
    return number.isE164 && result != text ? result : nil
  }
}
