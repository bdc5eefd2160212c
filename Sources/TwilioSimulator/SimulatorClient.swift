import Connectors
import HTTP
public import JSON
import Text

/// Texts with the simulator of a running executor: what `bpmnc sms send` does.
package final class SimulatorClient: Sendable {
  /// Why a message did not get there.
  package struct Fault: Error, Sendable {
    /// What went wrong and what to do.
    package var message: String
    /// The simulator refused what was asked for; else it could not be reached or understood.
    package var isRefusal = false
  }

  private let origin: String
  private let transport = HTTPClientTransport()

  private init(origin: String) {
    self.origin = origin
  }

  /// Has `body` text through a client, whose connections are closed then.
  /// - Parameter origin: `http://127.0.0.1:PORT`.
  package static func with<Answer: Sendable>(
    origin: String, _ body: (SimulatorClient) async throws -> Answer
  ) async throws -> Answer {
    let client = SimulatorClient(origin: origin)
    let outcome: Result<Answer, any Error>
    do { outcome = .success(try await body(client)) } catch { outcome = .failure(error) }
    // The answer is here already; that a connection does not close well changes nothing about it.
    try? await client.transport.shutdown()
    return try outcome.get()
  }

  /// Texts to a number; returns once its webhook has answered.
  /// - Returns: what became of it: `message`, `status`, `delivered`, `attempts`, `remarks`.
  package func send(_ text: SimulatorText) async throws(Fault) -> JSONValue {
    try await request("POST", "/simulator/messages", Array(text.json.text().utf8))
  }

  /// The messages with a number, or all, in the order in which they were sent, as Twilio shows
  /// messages.
  package func conversation(with number: String?) async throws(Fault) -> [JSONValue] {
    let query = number.map { "?number=" + PercentEncoding.component($0) } ?? ""
    let answer = try await request("GET", "/simulator/messages\(query)", nil)
    return answer["messages"]?.array ?? []
  }

  private func request(
    _ method: String, _ path: String, _ body: [UInt8]?
  ) async throws(Fault) -> JSONValue {
    let headers = body == nil ? [] : [(name: "Content-Type", value: "application/json")]
    let response: ReceivedResponse
    do {
      response = try await transport.send(
        OutgoingRequest(method: method, url: origin + path, headers: headers, body: body))
    } catch {
      throw Fault(message: "nothing answers at \(origin); start it with 'bpmnc dev'")
    }
    let json: JSONValue
    do { json = try JSONValue(parsing: response.body) } catch {
      throw Fault(
        message:
          "\(origin) answered \(response.status) and no JSON: 'bpmnc dev' does not run there, or "
          + "runs with --live, which has no simulator")
    }
    guard response.status < 400 else {
      throw Fault(
        message: json["reason"]?.string ?? json.text(),
        isRefusal: response.status < 500)
    }
    return json
  }
}
