public import Secrets
import Synchronization
import Text

/// A program that prints a secret: the way to 1Password, Vault and the stores of the clouds.
///
/// It is started without a shell and has 10 seconds. What it prints is the value, without the line end
/// at its end; what it writes to standard error is shown when it fails. Another exit code than 0 means
/// that it does not give this secret, and the next source is asked. A value is kept for 30 seconds.
public final class SecretCommand: SecretProvider {
  /// What the source is called in messages.
  public let name: String
  private let command: SecretCommandLine
  private let timeLimit: Duration
  private let lifetime: Duration
  private let kept = Mutex<[String: Kept]>([:])

  /// How many values are kept: names come from diagrams.
  private static let capacity = 1_000
  private static let maximumOutput = 64 << 10

  /// A value cannot be stored in a dictionary, but its holder can.
  private final class Kept: Sendable {
    let value: SecretValue
    let end: ContinuousClock.Instant

    init(_ value: consuming SecretValue, until end: ContinuousClock.Instant) {
      self.value = value
      self.end = end
    }
  }

  /// A source that runs a command for each secret.
  public init(
    _ words: [String], timeLimit: Duration = .seconds(10), lifetime: Duration = .seconds(30)
  ) {
    command = SecretCommandLine(words)
    self.timeLimit = timeLimit
    self.lifetime = lifetime
    name = "command \(command.program)"
  }

  /// The secret that the command prints; nil if it knows none of this name.
  public func secret(named name: String) throws(SecretFault) -> SecretValue? {
    if let kept = kept.withLock({ $0[name] }), ContinuousClock.now < kept.end {
      return kept.value.share()
    }
    let value = try run(try command.arguments(for: name), name)
    let entry = Kept(value.share(), until: .now + lifetime)
    kept.withLock { kept in
      if kept.count >= Self.capacity { kept.removeAll() }
      kept[name] = entry
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
      let words = Self.firstLine(outcome.errors)
      throw SecretFault(
        "\(command.program): it ended with code \(outcome.status) when asked for '\(name)'"
          + (words.isEmpty ? "" : ": \(words)"),
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
    case .notFound: "there is no such program"
    case .cannotStart(let reason): "it cannot be started: \(reason)"
    case .tookTooLong: "it took longer than \(timeLimit.components.seconds) s"
    case .tooMuchOutput: "it prints more than 64 KiB, which is no secret"
    }
  }

  /// The first line that says something, bounded, without control characters.
  private static func firstLine(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first { !$0.isBlank }
    let shown = (line ?? "").unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    return String(String.UnicodeScalarView(shown.prefix(300)))
  }
}
