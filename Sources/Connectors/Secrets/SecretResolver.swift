import EngineProtocol
import JSON
package import Secrets

/// Fills the holes of one request, and remembers what must not show up in its results.
package struct SecretResolver {
  let provider: any SecretProvider
  /// The names that the model gives to this element; nil where that is not known.
  let allowed: Set<String>?
  private(set) var mask = SecretMask()

  /// Makes a resolver.
  package init(provider: any SecretProvider, allowed: Set<String>? = nil) {
    self.provider = provider
    self.allowed = allowed
  }

  /// Fills the holes of a text.
  package mutating func resolve(_ text: String) throws(MissingSecret) -> String {
    try SecretHole.filling(text) { (name) throws(MissingSecret) in try value(name) }
  }

  mutating func resolve(_ object: JSONObject) throws(MissingSecret) -> JSONObject {
    try object.mapStrings { (text) throws(MissingSecret) in try resolve(text) }
  }

  /// Also hides a secret that came from outside, such as a caller's key, in all its forms.
  mutating func hide(secret: String) { mask.add(secret: secret) }

  private mutating func value(_ name: String) throws(MissingSecret) -> String {
    guard allowed?.contains(name) ?? true else { throw MissingSecret(name: name, isForeign: true) }
    let text: String
    do throws(SecretFault) {
      guard let secret = try provider.secret(named: name) else { throw SecretFault("") }
      text = secret.withValue { $0 }
    } catch {
      throw MissingSecret(name: name, fault: error.message.isEmpty ? nil : error.message)
    }
    mask.add(secret: text)
    return text
  }
}

/// A secret that no provider has, or that the model does not give to this element.
package struct MissingSecret: Error {
  var name: String
  var isForeign = false
  /// Why a provider could not answer.
  var fault: String?

  /// Why there is no value, and what to do.
  package var message: String {
    if let fault { return "Secret '\(name)' is not available: \(fault)." }
    return isForeign
      ? "Secret '\(name)' is not named in this element's model, so it may not be used here."
      : "Secret '\(name)' is not available. Give it a value, as SECRET_\(name) in the environment "
        + "or as \(name) in the secrets file."
  }
}
