import Crypto
import FoundationEssentials
import HTTP
public import Secrets
import Text

/// Stand-ins with which a conversation with the simulator runs without any account.
///
/// They are made from the name alone, look like what Twilio gives out, and open nothing.
package struct SimulatedSecrets: SecretProvider {
  /// `simulated`.
  package let name = "simulated"

  /// Needs nothing.
  package init() {}

  /// The stand-in for a secret, whatever its name.
  package func secret(named name: String) -> SecretValue? {
    let digits = String(sha256Hexadecimal(Array("simulated \(name)".utf8)).prefix(32))
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
