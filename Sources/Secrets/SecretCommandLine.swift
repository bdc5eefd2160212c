/// The words of a command that prints a secret; `{name}` in them stands for the secret's name.
///
/// The words go to the program as they are: no shell reads them.
public struct SecretCommandLine: Sendable, Hashable {
  /// The command and its arguments.
  public let words: [String]

  /// A command line of these words.
  public init(_ words: [String]) {
    self.words = words
  }

  /// What messages call it: the program alone, because words may be credentials.
  public var program: String { words.first ?? "" }

  /// The words for one secret.
  ///
  /// Names come from diagrams. One that the program could take for an option or for a path upwards is
  /// refused.
  public func arguments(for name: String) throws(SecretFault) -> [String] {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, name.utf8.count <= 253, !name.hasPrefix("-"), !parts.contains(".."),
      name.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
    else {
      throw SecretFault("'\(name)' is no name that is given to a command", allowsOthers: true)
    }
    return words.enumerated().map { index, word in
      index == 0 ? word : Self.filled(word, name)
    }
  }

  private static func filled(_ word: String, _ name: String) -> String {
    var result = ""
    var rest = word[...]
    while let place = rest.firstRange(of: "{name}") {
      result += rest[..<place.lowerBound] + name
      rest = rest[place.upperBound...]
    }
    return result + rest
  }

  /// What the program printed, without the line end that programs put last.
  public static func value(of output: [UInt8]) throws(SecretFault) -> SecretValue {
    guard let value = SecretText.value(of: output) else {
      throw SecretFault("what it prints is not UTF-8")
    }
    return value
  }
}
