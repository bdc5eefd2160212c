import EngineProtocol
import JSON
package import Secrets

/// Fills the holes of one request, and remembers what to mask in its results.
package struct SecretResolver {
  let provider: any SecretProvider
  /// The secrets that the model uses in this element; nil if unknown.
  let allowed: Set<String>?
  private(set) var mask = SecretMask()

  /// Creates a resolver.
  package init(provider: any SecretProvider, allowed: Set<String>? = nil) {
    self.provider = provider
    self.allowed = allowed
  }

  /// Fills the holes of a string.
  package mutating func resolve(_ text: String) throws(MissingSecret) -> String {
    try SecretHole.filling(text) { (name) throws(MissingSecret) in try value(name) }
  }

  mutating func resolve(_ object: JSONObject) throws(MissingSecret) -> JSONObject {
    try object.mapStrings { (text) throws(MissingSecret) in try resolve(text) }
  }

  /// Also masks a secret from outside, such as a caller's key, in all its encodings.
  mutating func hide(secret: String) { mask.add(secret: secret) }

  private mutating func value(_ name: String) throws(MissingSecret) -> String {
    guard allowed?.contains(name) ?? true else {
      throw MissingSecret(name: name, isUndeclared: true)
    }
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

/// A secret that no provider has, or that the model does not use in this element.
package struct MissingSecret: Error {
  var name: String
  var isUndeclared = false
  /// Why a provider could not look it up.
  var fault: String?

  /// Why there is no value, and what to do.
  package var message: String {
    if let fault { return "Secret '\(name)' is not available: \(fault)." }
    return isUndeclared
      ? "Secret '\(name)' is not used in this element of the diagram, so it must not be resolved here."
      : "Secret '\(name)' is not available. Set SECRET_\(name) in the environment, "
        + "or \(name) in the secrets file."
  }
}
