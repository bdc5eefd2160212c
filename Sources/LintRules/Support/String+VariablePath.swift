import Text

extension String {
  /// Whether it consists of names of ASCII letters, digits and `_`, separated by single dots.
  var isVariablePath: Bool {
    utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { name in
      guard let first = name.first, !first.isDigit else { return false }
      return name.allSatisfy(\.isWordByte)
    }
  }
}
