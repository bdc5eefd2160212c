extension StringProtocol {
  /// Whether it is a phone number in ITU-T E.164 format: `+`, then 7 to 15 digits, the first of
  /// which is not 0.
  package var isE164: Bool {
    let digits = utf8.dropFirst()
    return utf8.first == UInt8(ascii: "+") && 7...15 ~= digits.count
      && digits.first != UInt8(ascii: "0") && digits.allSatisfy(\.isDigit)
  }
}
