import FoundationEssentials
import HTTP
public import Secrets
import Text

/// Placeholder values with which a conversation with the simulator works without an account.
///
/// Derived from the secret's name alone; they look like Twilio's credentials but grant no access.
package struct SimulatedSecrets: SecretProvider {
  /// `simulated`.
  package let name = "simulated"

  /// The SID of the simulated account.
  package static let accountSID = "AC" + String(repeating: "0", count: 31) + "1"
  /// The account SID of the test credentials.
  static let testAccountSID = "AC" + String(repeating: "0", count: 31) + "2"

  /// Creates a provider.
  package init() {}

  /// The simulated value of a secret with any name.
  package func secret(named name: String) -> SecretValue? {
    let digits = String(sha256Hexadecimal(Array("simulated \(name)".utf8)).prefix(32))
    let upper = name.uppercased()
    if upper == SimulatorCredentials.testAccount { return SecretValue(Self.testAccountSID) }
    if upper.contains("ACCOUNT") && upper.contains("SID") { return SecretValue(Self.accountSID) }
    if upper.contains("KEY") && upper.contains("SID") { return SecretValue("SK" + digits) }
    if upper.contains("SERVICE") && upper.contains("SID") { return SecretValue("MG" + digits) }
    if ["PHONE", "NUMBER", "FROM"].contains(where: upper.contains) {
      return SecretValue(SimulatorNumbers.firstNumber)
    }
    return SecretValue(digits)
  }
}
