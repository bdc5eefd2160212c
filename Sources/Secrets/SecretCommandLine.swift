/// The arguments of a command that prints a secret; `{name}` in them is replaced by the secret's
/// name.
///
/// The arguments are passed to the program directly, without a shell.
public struct SecretCommandLine: Sendable, Hashable {
  /// The command and its arguments, with placeholders.
  public let template: [String]

  /// A command line from these arguments.
  public init(_ template: [String]) {
    self.template = template
  }

  /// The name in messages: only the program, because arguments may be credentials.
  public var program: String { template.first ?? "" }

  /// The arguments for one secret.
  ///
  /// Names come from diagrams. A name that the program could interpret as an option or as a path to
  /// a parent folder is rejected.
  public func arguments(for name: String) throws(SecretFault) -> [String] {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, name.utf8.count <= 253, !name.hasPrefix("-"), !parts.contains(".."),
      name.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
    else {
      throw SecretFault("'\(name)' is not a valid secret name for a command", allowsOthers: true)
    }
    return template.enumerated().map { index, part in
      index == 0 ? part : Self.filled(part, name)
    }
  }

  private static func filled(_ part: String, _ name: String) -> String {
    var result = ""
    var rest = part[...]
    while let place = rest.firstRange(of: "{name}") {
      result += rest[..<place.lowerBound] + name
      rest = rest[place.upperBound...]
    }
    return result + rest
  }

  /// The output of the program, without its final line ending.
  public static func value(of output: [UInt8]) throws(SecretFault) -> SecretValue {
    guard let value = SecretText.value(of: output) else {
      throw SecretFault("its output is not valid UTF-8")
    }
    return value
  }
}
