import EngineProtocol
import ExecutorTestSupport
import FEEL
import Foundation
import HTTP
import JSON
import Storage

@testable import Connectors

extension DocumentStore {
  /// A store in memory.
  static func empty() throws -> DocumentStore {
    DocumentStore(try DocumentTable(DataFile())) { UUID().uuidString }
  }
}

/// A connector with a prepared transport.
struct HTTPRun {
  let engine = FakeEngine()
  let documents: DocumentStore

  init() throws { documents = try .empty() }

  func connector(
    _ transport: any HTTPTransport, secrets: [String: String] = [:],
    destination: Destination = Destination(isLive: true)
  ) -> HTTPConnector {
    HTTPConnector(
      transport: transport, destination: destination, secrets: FakeSecrets(secrets),
      allowedSecrets: { _ in nil }, engine: engine, documents: documents, environment: .default,
      now: { 0 })
  }

  func callAsFunction(
    _ job: ActivatedJob, _ transport: any HTTPTransport, secrets: [String: String] = [:],
    destination: Destination = Destination(isLive: true)
  ) async -> ConnectorOutcome {
    await connector(transport, secrets: secrets, destination: destination).run(job)
  }

  static let sms: JSONValue = [
    "method": "post", "url": "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json",
    "headers": ["Content-Type": "application/x-www-form-urlencoded"],
    "authentication": ["type": "basic", "username": "AC1", "password": "token"],
    "body": ["Body": "Hi & bye", "From": "+15005550006", "To": "+4915112345678"],
  ]
}
