import EngineProtocol
import HTTP
import JSON
import Text
import Time

/// When a failed job is retried.
struct RetryPolicy: Sendable {
  /// Milliseconds between attempts, from the task header `retryBackoff`.
  var backoff: Int64 = 0

  /// - Throws: an input error for a header that is not a duration.
  init(headers: [String: String]) throws(ConnectorError) {
    guard let text = headers["retryBackoff"], !text.trimmed.isEmpty else { return }
    guard let milliseconds = ConnectorDuration.milliseconds(text) else {
      throw .input(
        "The task header retryBackoff is '\(text)', which is not an ISO 8601 duration such as PT30S."
      )
    }
    backoff = milliseconds
  }

  /// One attempt fewer for temporary errors, none for others; waits for the longer of the model's
  /// back-off and the delay that the service asks for.
  func failure(of job: ActivatedJob, _ error: ConnectorError) -> JobFailure {
    JobFailure(
      retries: error.isRetryable ? max(job.retries - 1, 0) : 0, message: error.message,
      backoff: error.isRetryable ? max(backoff, error.retryAfter ?? 0) : 0,
      variables: JSONObject([("error", error.json)]))
  }
}

/// The delay in a `Retry-After` header (RFC 9110, section 10.2.3).
enum RetryAfter {
  /// - Parameter now: seconds since 1970, for the date format.
  /// - Returns: milliseconds, at most a day; nil if the text has neither format.
  static func milliseconds(_ text: String, now: Int64) -> Int64? {
    let longest: Int64 = 86_400
    if let seconds = Int64(text.trimmed) { return max(0, min(seconds, longest)) * 1000 }
    guard let date = HTTPDate.seconds(text) else { return nil }
    return max(0, min(date - now, longest)) * 1000
  }
}
