extension String {
  /// Whether it is a string identifier (SID) of Twilio: the two letters of its kind, such as `SM`,
  /// and 32 hexadecimal digits.
  package func isTwilioSID(_ letters: String) -> Bool {
    utf8.count == 34 && hasPrefix(letters)
      && utf8.dropFirst(2).allSatisfy { $0.hexDigitValue != nil }
  }
}
