public import Secrets
import Synchronization
import Text

/// A program that prints a secret, such as the CLI of 1Password, Vault or a cloud's secret store.
///
/// It is started without a shell and has 10 seconds. Its output is the value, without the final
/// line break; its standard error is shown if it fails. A nonzero exit code means that it does not
/// have the secret, and the next source is tried. A value is cached for 30 seconds.
public final class SecretCommand: SecretProvider {
  /// The name of the source in messages.
  public let name: String
  private let command: SecretCommandLine
  private let timeLimit: Duration
  private let lifetime: Duration
  private let cache = Mutex<[String: CachedValue]>([:])

  /// The maximum number of cached values, because names come from diagrams.
  private static let capacity = 1_000
  private static let maximumOutput = 64 << 10

  /// A box, because a `SecretValue` cannot be stored in a dictionary.
  private final class CachedValue: Sendable {
    let value: SecretValue
    let expiry: ContinuousClock.Instant

    init(_ value: consuming SecretValue, until expiry: ContinuousClock.Instant) {
      self.value = value
      self.expiry = expiry
    }
  }

  /// A source that runs a command for each secret.
  public init(
    _ arguments: [String], timeLimit: Duration = .seconds(10), lifetime: Duration = .seconds(30)
  ) {
    command = SecretCommandLine(arguments)
    self.timeLimit = timeLimit
    self.lifetime = lifetime
    name = "command \(command.program)"
  }

  /// The secret that the command prints.
  public func secret(named name: String) throws(SecretFault) -> SecretValue? {
    if let cached = cache.withLock({ $0[name] }), ContinuousClock.now < cached.expiry {
      return cached.value.share()
    }
    let value = try run(try command.arguments(for: name), name)
    let entry = CachedValue(value.share(), until: .now + lifetime)
    cache.withLock { cache in
      if cache.count >= Self.capacity { cache.removeAll() }
      cache[name] = entry
    }
    return value
  }

  private func run(_ arguments: [String], _ name: String) throws(SecretFault) -> SecretValue {
    let outcome: Subprocess.Outcome
    do throws(Subprocess.Failure) {
      outcome = try Subprocess(
        arguments, timeLimit: timeLimit, maximumOutput: Self.maximumOutput
      ).run()
    } catch {
      throw SecretFault("\(command.program): \(reason(error))")
    }
    guard outcome.status == 0 else {
      let reason = Self.firstLine(outcome.errors)
      throw SecretFault(
        "\(command.program): exited with code \(outcome.status) for secret '\(name)'"
          + (reason.isEmpty ? "" : ": \(reason)"),
        allowsOthers: true)
    }
    do throws(SecretFault) {
      return try SecretCommandLine.value(of: outcome.output)
    } catch {
      throw SecretFault("\(command.program): \(error.message)")
    }
  }

  private func reason(_ failure: Subprocess.Failure) -> String {
    switch failure {
    case .notFound: "no such program"
    case .cannotStart(let reason): "cannot be started: \(reason)"
    case .tookTooLong: "timed out after \(timeLimit.components.seconds) s"
    case .tooMuchOutput: "printed more than 64 KiB, the limit for a secret"
    }
  }

  /// The first nonblank line, truncated and without control characters.
  private static func firstLine(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first { !$0.isBlank }
    let shown = (line ?? "").unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    return String(String.UnicodeScalarView(shown.prefix(300)))
  }
}
