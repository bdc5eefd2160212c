/// A value that is the whole content of a file or output.
public enum SecretText {
  /// The text without one final line ending, which editors and programs add; nil if the bytes are
  /// not UTF-8.
  public static func value(of bytes: [UInt8]) -> SecretValue? {
    var text = bytes[...]
    if text.last == 0x0A {
      text.removeLast()
      if text.last == 0x0D { text.removeLast() }
    }
    guard String(validating: text, as: UTF8.self) != nil else { return nil }
    return SecretValue(SecretBytes(text))
  }

  /// Whether a secret's name can be a file name: a single path component, and not one that
  /// Kubernetes reserves (`..data`).
  public static func isFileName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 253 && name != "." && !name.hasPrefix("..")
      && name.utf8.allSatisfy { $0 != UInt8(ascii: "/") && $0 != 0 }
  }
}
