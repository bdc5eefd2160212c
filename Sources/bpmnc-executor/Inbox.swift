import JSON
import Synchronization
import TwilioSimulator

/// The messages that a phone gets, each of them once.
final class Inbox: Sendable {
  private let phone: String
  private let client: SimulatorClient
  private let seen = Mutex<Set<String>>([])

  init(phone: String, _ client: SimulatorClient) {
    self.phone = phone
    self.client = client
  }

  /// Ignores the messages up to now.
  func skip() async throws { _ = try await next() }

  /// The messages since the last call.
  func next() async throws -> [JSONValue] {
    let messages = try await client.conversation(with: phone)
    return seen.withLock { seen in
      messages.filter { message in
        message["direction"]?.string != "inbound"
          && seen.insert(message["sid"]?.string ?? "").inserted
      }
    }
  }
}
