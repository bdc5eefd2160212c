import Connectors
import HTTP
public import JSON
import Text

/// A client of a running executor's simulator, used by `bpmnc sms send`.
package final class SimulatorClient: Sendable {
  /// Why a message was not delivered.
  package struct Fault: Error, Sendable {
    /// The problem and what to do about it.
    package var message: String
    /// Whether the simulator rejected the request; otherwise it could not be reached or understood.
    package var isRefusal = false
  }

  private let origin: String
  private let transport = HTTPClientTransport()

  private init(origin: String) {
    self.origin = origin
  }

  /// Calls `body` with a client, and closes its connections afterwards.
  /// - Parameter origin: `http://127.0.0.1:PORT`.
  package static func with<Answer: Sendable>(
    origin: String, _ body: (SimulatorClient) async throws -> Answer
  ) async throws -> Answer {
    let client = SimulatorClient(origin: origin)
    let outcome: Result<Answer, any Error>
    do { outcome = .success(try await body(client)) } catch { outcome = .failure(error) }
    // The answer is complete; an error when closing the connection does not change it.
    try? await client.transport.shutdown()
    return try outcome.get()
  }

  /// Sends a text to a number; returns once its webhook has responded.
  /// - Returns: the result of the delivery: `message`, `status`, `delivered`, `attempts`,
  ///   `remarks`.
  package func send(_ text: TextMessage) async throws(Fault) -> JSONValue {
    let answer = try await request(
      "POST", "/simulator/messages", Array(text.json.text().utf8), "delivered")
    return answer.document
  }

  /// The messages with a number, or all messages, in sending order, as Twilio's message resources.
  package func conversation(with number: String?) async throws(Fault) -> [JSONValue] {
    let query = number.map { "?number=" + PercentEncoding.component($0) } ?? ""
    return try await request("GET", "/simulator/messages\(query)", nil, "messages").member.array
      ?? []
  }

  /// - Parameter name: the member that the document must have.
  private func request(
    _ method: String, _ path: String, _ body: [UInt8]?, _ name: String
  ) async throws(Fault) -> (document: JSONValue, member: JSONValue) {
    let headers = body == nil ? [] : [(name: "Content-Type", value: "application/json")]
    let response: ReceivedResponse
    do {
      response = try await transport.send(
        OutgoingRequest(method: method, url: origin + path, headers: headers, body: body))
    } catch {
      throw Fault(message: "no server at \(origin); start one with 'bpmnc dev'")
    }
    // Anything else is another server's response.
    let json = try? JSONValue(parsing: response.body)
    if response.status < 400, let json, let member = json[name] { return (json, member) }
    if let reason = json?["reason"]?.string {
      throw Fault(message: reason, isRefusal: response.status < 500)
    }
    throw Fault(
      message:
        "\(origin) answered with status \(response.status): this is not 'bpmnc dev', or it runs "
        + "with --live, which has no simulator")
  }
}
