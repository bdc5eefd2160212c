import Crypto
import FoundationEssentials

/// Where the values of secrets come from.
public protocol SecretProvider: Sendable {
  /// What reports call it, such as `environment`.
  var name: String { get }

  /// The value, or nil where this provider has none of that name.
  func secret(named name: String) -> SecretValue?
}

/// Environment variables, handed in by the executable; `NAME` is looked up as `SECRET_NAME`.
///
/// The prefix keeps the rest of the environment out of reach of diagrams; it is the default of
/// the official runtime since 8.9 (reference page connector-runtime, 2.4).
public struct EnvironmentSecrets: SecretProvider {
  public let name = "environment"
  private let values: [String: SecretValue]

  public init(_ variables: [String: String], prefix: String = "SECRET_") {
    values = Dictionary(
      uniqueKeysWithValues: variables.lazy
        .filter { $0.key.hasPrefix(prefix) && $0.key.count > prefix.count }
        .map { (String($0.key.dropFirst(prefix.count)), SecretValue($0.value)) })
  }

  public func secret(named name: String) -> SecretValue? { values[name] }
}

/// Values that were read from a file of `NAME=VALUE` lines.
public struct FileSecrets: SecretProvider {
  public let name = "file"
  private let values: [String: SecretValue]

  /// - Throws: `EnvironmentFile.Fault` for a line that is no `NAME=VALUE`.
  public init(parsing text: String) throws(EnvironmentFile.Fault) {
    values = try EnvironmentFile(parsing: text).values.mapValues(SecretValue.init)
  }

  public func secret(named name: String) -> SecretValue? { values[name] }
}

/// Stand-ins with which a conversation with the simulator runs without any account.
///
/// They are made from the name alone, look like what Twilio gives out, and open nothing.
public struct SimulatedSecrets: SecretProvider {
  public let name = "simulated"

  public init() {}

  public func secret(named name: String) -> SecretValue? {
    let digits = SHA256.hash(data: Array("simulated \(name)".utf8)).prefix(16).hexadecimal
    let upper = name.uppercased()
    if upper.contains("ACCOUNT") && upper.contains("SID") { return SecretValue("AC" + digits) }
    if upper.contains("KEY") && upper.contains("SID") { return SecretValue("SK" + digits) }
    if upper.contains("SERVICE") && upper.contains("SID") { return SecretValue("MG" + digits) }
    if ["PHONE", "NUMBER", "FROM"].contains(where: upper.contains) {
      return SecretValue(SimulatorNumbers.firstNumber)
    }
    return SecretValue(digits)
  }
}

/// Asks several providers in turn; the first that knows a name wins.
public struct SecretChain: SecretProvider {
  public let name = "chain"
  private let providers: [any SecretProvider]

  public init(_ providers: [any SecretProvider]) { self.providers = providers }

  public func secret(named name: String) -> SecretValue? {
    providers.lazy.compactMap { $0.secret(named: name) }.first
  }

  /// Which of the providers has the value.
  public func provider(of name: String) -> String? {
    providers.first { $0.secret(named: name) != nil }?.name
  }
}
