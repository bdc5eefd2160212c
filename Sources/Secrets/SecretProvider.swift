/// Where the values of secrets come from.
public protocol SecretProvider: Sendable {
  /// What reports call it, such as `environment` or `file .env`.
  var name: String { get }

  /// The value, or nil where this provider has none of that name.
  func secret(named name: String) throws(SecretFault) -> SecretValue?
}

/// Why a provider could not answer. The message names no value.
public struct SecretFault: Error, Hashable, Sendable {
  /// What went wrong, without any secret.
  public var message: String
  /// Whether the provider answered that it cannot give this one, so that others may be asked. After
  /// any other fault the search ends: a source that is broken must not be replaced in silence.
  public var allowsOthers: Bool

  /// A fault, and whether other sources may be asked nevertheless.
  public init(_ message: String, allowsOthers: Bool = false) {
    self.message = message
    self.allowsOthers = allowsOthers
  }
}

/// What a search for a secret found.
public enum SecretStatus: Hashable, Sendable {
  case found(provider: String)
  /// There is an entry, and nothing in it.
  case empty(provider: String)
  case missing
  case failed(String)

  /// The source that has the secret; nil where none has it.
  public var provider: String? {
    switch self {
    case .found(let provider), .empty(let provider): provider
    case .missing, .failed: nil
    }
  }
}

/// Asks several providers in turn; the first that knows a name wins.
public struct SecretChain: SecretProvider {
  /// What the source is called in messages.
  public let name = "chain"
  private let providers: [any SecretProvider]

  /// A chain of sources, the first of which counts.
  public init(_ providers: [any SecretProvider]) { self.providers = providers }

  /// The names of the providers, in the order in which they are asked.
  public var providerNames: [String] { providers.map(\.name) }

  /// The secret from the first source that has it; nil if none has.
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

  /// Which provider has a secret, without giving its value.
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
