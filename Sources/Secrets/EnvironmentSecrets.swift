/// Environment variables, passed in by the executable; `NAME` is looked up with a prefix.
///
/// The prefix keeps the rest of the environment out of reach of diagrams; `SECRET_` is the default
/// prefix of Camunda's connector runtime since 8.9. Variable names in shells cannot contain `-`,
/// `.` or `/`: if no variable has the exact name, the name with `_` in their place is used.
public struct EnvironmentSecrets: SecretProvider {
  /// The prefix of variables that contain secrets.
  public static let defaultPrefix = "SECRET_"

  /// The name of the source in messages.
  public let name: String
  private let values: [String: SecretBytes]

  /// A source of the variables that begin with the prefix.
  public init(_ variables: [String: String], prefix: String = defaultPrefix) {
    name = "environment \(prefix)*"
    values = Dictionary(
      variables.lazy
        .filter { $0.key.hasPrefix(prefix) && $0.key.utf8.count > prefix.utf8.count }
        .map { (String($0.key.dropFirst(prefix.count)), SecretBytes($0.value.utf8)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The secret in the variable for this name; nil if there is none.
  public func secret(named name: String) -> SecretValue? {
    (values[name] ?? values[Self.shellName(name)]).map { SecretValue($0) }
  }

  /// The name as a shell variable.
  public static func shellName(_ name: String) -> String {
    String(name.map { "-./".contains($0) ? "_" : $0 })
  }
}
