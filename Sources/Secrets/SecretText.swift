/// A value that is the whole of a file or of an output.
public enum SecretText {
  /// The text without the one line end at its end, which editors and programs put there; nil for bytes
  /// that are not UTF-8.
  public static func value(of bytes: [UInt8]) -> SecretValue? {
    var text = bytes[...]
    if text.last == 0x0A {
      text.removeLast()
      if text.last == 0x0D { text.removeLast() }
    }
    guard String(validating: text, as: UTF8.self) != nil else { return nil }
    return SecretValue(SecretBytes(text))
  }

  /// Whether a secret's name may be that of a file: one part of a path, and none of those that Kubernetes
  /// keeps for itself (`..data`).
  public static func isFileName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 253 && name != "." && !name.hasPrefix("..")
      && name.utf8.allSatisfy { $0 != UInt8(ascii: "/") && $0 != 0 }
  }
}
