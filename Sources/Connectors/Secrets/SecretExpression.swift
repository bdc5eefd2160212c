import BPMN
import EngineProtocol
import FEEL
import JSON
package import Secrets
import Synchronization

/// A webhook expression whose string literals may contain secrets: the verification and the
/// response expression.
///
/// An expression with placeholders is compiled again for each request, with the secrets as values
/// of its literals: they cannot change the meaning of the expression, and exist only during
/// evaluation.
package struct SecretExpression: Sendable {
  private let text: String
  private let expression: ConnectorExpression
  private let hasSecrets: Bool

  init(_ text: String, name: String) throws(ConnectorError) {
    self.text = text
    expression = try ConnectorExpression(text, name: name)
    hasSecrets = SecretHole.marking(text).unicodeScalars.contains(SecretHole.opening)
  }

  /// - Throws: an input error if the evaluation was aborted. If the expression has secrets, the
  ///   reason is omitted because it could contain part of one.
  func evaluate(
    _ context: FEELContext, secrets: any SecretProvider, in environment: FEELEnvironment
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
      throw .input("The expression \(expression.name), which contains secrets, failed.")
    }
  }

  /// Masks the available secrets that the expression uses.
  package func mask(_ secrets: any SecretProvider) -> SecretMask {
    var mask = SecretMask()
    for reference in SecretReference.find(in: text) where reference.form == .braced {
      var resolver = SecretResolver(provider: secrets)
      // A missing secret cannot occur in a result.
      _ = try? resolver.resolve(SecretHole.marking("{{secrets.\(reference.name)}}"))
      mask.add(resolver.mask)
    }
    return mask
  }

  /// The first missing secret.
  private final class Missing: Sendable {
    private let first = Mutex<MissingSecret?>(nil)
    var secret: MissingSecret? { first.withLock { $0 } }
    func set(_ secret: MissingSecret) { first.withLock { $0 = $0 ?? secret } }
  }
}
