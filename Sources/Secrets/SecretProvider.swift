/// A source of secret values.
public protocol SecretProvider: Sendable {
  /// The name in reports, such as `environment` or `file .env`.
  var name: String { get }

  /// The value, or nil if this provider has none with that name.
  func secret(named name: String) throws(SecretFault) -> SecretValue?
}

/// Why a provider could not return a secret. The message contains no secret value.
public struct SecretFault: Error, Hashable, Sendable {
  /// The problem, without any secret value.
  public var message: String
  /// Whether other providers may be tried because this one does not have the secret. After any
  /// other fault the search ends: a broken source must not be silently replaced by another.
  public var allowsOthers: Bool

  /// A fault, and whether other sources may be tried.
  public init(_ message: String, allowsOthers: Bool = false) {
    self.message = message
    self.allowsOthers = allowsOthers
  }
}

/// The result of looking up a secret.
public enum SecretStatus: Hashable, Sendable {
  case found(provider: String)
  /// The entry exists but is empty.
  case empty(provider: String)
  case missing
  case failed(String)

  /// The source that has the secret; nil if none has it.
  public var provider: String? {
    switch self {
    case .found(let provider), .empty(let provider): provider
    case .missing, .failed: nil
    }
  }
}

/// Tries several providers in turn; the first one that has a secret wins.
public struct SecretChain: SecretProvider {
  /// The name of the source in messages.
  public let name = "chain"
  private let providers: [any SecretProvider]

  /// A chain of sources in order of precedence.
  public init(_ providers: [any SecretProvider]) { self.providers = providers }

  /// The names of the providers, in order of precedence.
  public var providerNames: [String] { providers.map(\.name) }

  /// The secret from the first source that has it; nil if none has it.
  public func secret(named name: String) throws(SecretFault) -> SecretValue? {
    var refusal: SecretFault?
    for provider in providers {
      do throws(SecretFault) {
        if let secret = try provider.secret(named: name) { return secret }
      } catch {
        guard error.allowsOthers else { throw error }
        refusal = refusal ?? error
      }
    }
    if let refusal { throw refusal }
    return nil
  }

  /// The providers that have these secrets, which are looked up concurrently: programs that wait for
  /// a network or time out do not wait for each other.
  public func statuses(of names: [String]) -> [String: SecretStatus] {
    let statuses = names.mappedOnThreads { status(of: $0) }
    return Dictionary(zip(names, statuses), uniquingKeysWith: { first, _ in first })
  }

  /// The provider that has a secret, without its value.
  public func status(of name: String) -> SecretStatus {
    var refusal: SecretFault?
    for provider in providers {
      do throws(SecretFault) {
        guard let secret = try provider.secret(named: name) else { continue }
        return secret.isEmpty ? .empty(provider: provider.name) : .found(provider: provider.name)
      } catch {
        guard error.allowsOthers else { return .failed(error.message) }
        refusal = refusal ?? error
      }
    }
    return refusal.map { .failed($0.message) } ?? .missing
  }
}
