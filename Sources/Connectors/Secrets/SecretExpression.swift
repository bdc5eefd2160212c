import BPMN
import EngineProtocol
import FEEL
import JSON
package import Secrets
import Synchronization

/// A webhook's expression in whose string literals secrets may stand: its verification and its
/// response.
///
/// One with placeholders is read anew for each request, with the secrets as values of its
/// literals: they can't change what the expression means, and exist only while it is evaluated.
package struct SecretExpression: Sendable {
  private let text: String
  private let expression: ConnectorExpression
  private let hasSecrets: Bool

  init(_ text: String, name: String) throws(ConnectorError) {
    self.text = text
    expression = try ConnectorExpression(text, name: name)
    hasSecrets = SecretHole.marking(text).unicodeScalars.contains(SecretHole.opening)
  }

  /// - Throws: an input error for an evaluation that was given up. Why is not said where the
  ///   expression has secrets, because the reason could hold a part of one.
  func evaluate(
    _ context: JSONObject, secrets: any SecretProvider, in environment: FEELEnvironment
  ) throws(ConnectorError) -> JSONValue {
    guard hasSecrets else { return try expression.evaluate(context, in: environment) }
    let missing = Missing()
    let resolved = try ConnectorExpression(text, name: expression.name) { literal in
      var resolver = SecretResolver(provider: secrets)
      do throws(MissingSecret) { return try resolver.resolve(SecretHole.marking(literal)) } catch {
        missing.set(error)
        return literal
      }
    }
    if let secret = missing.secret { throw .input(secret.message) }
    do { return try resolved.evaluate(context, in: environment) } catch {
      throw .input("The expression \(expression.name), which holds secrets, failed.")
    }
  }

  /// Hides the secrets that the expression names and that are there.
  package func mask(_ secrets: any SecretProvider) -> SecretMask {
    var mask = SecretMask()
    for reference in SecretReference.find(in: text) where reference.form == .braced {
      var resolver = SecretResolver(provider: secrets)
      // One that is missing is in no result.
      _ = try? resolver.resolve(SecretHole.marking("{{secrets.\(reference.name)}}"))
      mask.add(resolver.mask)
    }
    return mask
  }

  /// The first secret that was not there.
  private final class Missing: Sendable {
    private let first = Mutex<MissingSecret?>(nil)
    var secret: MissingSecret? { first.withLock { $0 } }
    func set(_ secret: MissingSecret) { first.withLock { $0 = $0 ?? secret } }
  }
}
