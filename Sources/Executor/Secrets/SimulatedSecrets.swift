import Crypto
import FoundationEssentials
public import Secrets

/// Stand-ins with which a conversation with the simulator runs without any account.
///
/// They are made from the name alone, look like what Twilio gives out, and open nothing.
public struct SimulatedSecrets: SecretProvider {
  /// `simulated`.
  public let name = "simulated"

  /// Needs nothing.
  public init() {}

  /// The stand-in for a secret, whatever its name.
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
