import Foundation
import FoundationNetworking
import JSON

/// A client of an executor that may be gone at any moment.
struct KillClient: Sendable {
  let port: Int

  /// Sends a request.
  /// - Returns: nil if no answer arrives, or an error.
  func postOnce(_ path: String, _ body: JSONValue) async throws -> JSONValue? {
    guard let url = URL(string: "http://127.0.0.1:\(port)/\(path)") else { return nil }
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    request.timeoutInterval = 10
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.httpBody = Data(body.text().utf8)
    // The executor is stopped, or starts: nobody answers.
    guard let (data, response) = try? await URLSession.shared.data(for: request),
      (response as? HTTPURLResponse)?.statusCode == 200
    else { return nil }
    return data.isEmpty ? .null : try JSONValue(parsing: Array(data))
  }

  /// Sends a request again and again until it is acknowledged.
  @discardableResult
  func post(_ path: String, _ body: JSONValue) async throws -> JSONValue {
    while true {
      if let answer = try await postOnce(path, body) { return answer }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
