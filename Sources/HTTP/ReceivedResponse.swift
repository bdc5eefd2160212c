import Text

/// What came back for a request.
package struct ReceivedResponse: Sendable {
  /// Such as 200.
  package var status: Int
  /// The words after the status; empty where there are none.
  package var reason: String
  /// As they were received.
  package var headers: [Header]
  /// Empty where none came.
  package var body: [UInt8]

  /// Makes a response.
  package init(status: Int, reason: String, headers: [Header], body: [UInt8]) {
    self.status = status
    self.reason = reason
    self.headers = headers
    self.body = body
  }

  /// The first value of a header, whatever the case of its name.
  package func header(_ name: String) -> String? { headers.value(named: name) }
}
