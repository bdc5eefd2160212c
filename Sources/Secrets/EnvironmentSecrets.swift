/// Environment variables, handed in by the executable; `NAME` is looked up behind a prefix.
///
/// The prefix keeps the rest of the environment out of reach of diagrams; `SECRET_` is the default
/// of the official runtime since 8.9 (reference page connector-runtime, 2.4). Shells know no names
/// with `-`, `.` or `/`: where no variable has exactly the name, the one with `_` in their place counts.
public struct EnvironmentSecrets: SecretProvider {
  /// The prefix of variables that hold secrets.
  public static let defaultPrefix = "SECRET_"

  /// What the source is called in messages.
  public let name: String
  private let values: [String: SecretBytes]

  /// A source of those variables that begin with the prefix.
  public init(_ variables: [String: String], prefix: String = defaultPrefix) {
    name = "environment \(prefix)*"
    values = Dictionary(
      variables.lazy
        .filter { $0.key.hasPrefix(prefix) && $0.key.utf8.count > prefix.utf8.count }
        .map { (String($0.key.dropFirst(prefix.count)), SecretBytes($0.value.utf8)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The secret in the variable of this name; nil without one.
  public func secret(named name: String) -> SecretValue? {
    (values[name] ?? values[Self.shellName(name)]).map { SecretValue($0) }
  }

  /// The name as a shell can set it.
  public static func shellName(_ name: String) -> String {
    String(name.map { "-./".contains($0) ? "_" : $0 })
  }
}
