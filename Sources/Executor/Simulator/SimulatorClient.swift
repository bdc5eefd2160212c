public import JSON

/// Texts with the simulator of a running executor: what `bpmnc sms send` does.
public final class SimulatorClient: Sendable {
  /// Why a message did not get there.
  public struct Fault: Error, Sendable {
    /// The reason, in words for people.
    public var message: String
  }

  private let origin: String
  private let transport = HTTPClientTransport()

  /// - Parameter origin: `http://127.0.0.1:PORT`.
  public init(origin: String) {
    self.origin = origin
  }

  /// Texts to a number; returns once its webhook has answered.
  /// - Returns: what became of it: `message`, `status`, `delivered`, `attempts`, `remarks`.
  public func send(_ text: String, from: String, to: String?) async throws(Fault) -> JSONValue {
    var message = JSONObject([("from", .string(from)), ("body", .string(text))])
    if let to { message["to"] = .string(to) }
    return try await request(
      "POST", "/simulator/messages", Array(JSONValue.object(message).text().utf8))
  }

  /// The messages with a number, or all, in the order in which they were sent, as Twilio shows
  /// messages.
  public func conversation(with number: String?) async throws(Fault) -> [JSONValue] {
    let query = number.map { "?number=" + PercentEncoding.component($0) } ?? ""
    let answer = try await request("GET", "/simulator/messages\(query)", nil)
    return answer["messages"]?.array ?? []
  }

  /// Closes the connections; the client is done after this.
  public func shutdown() async {
    try? await transport.shutdown()
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
    guard let json = try? JSONValue(parsing: response.body) else {
      throw Fault(message: "\(origin) is no bpmnc executor: it answered \(response.status)")
    }
    guard response.status < 400 else {
      throw Fault(message: json["detail"]?.string ?? json["message"]?.string ?? json.text())
    }
    return json
  }
}
