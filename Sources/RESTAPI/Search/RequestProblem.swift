/// Why a request is rejected before it reaches the engine.
struct RequestProblem: Error {
  var status = 400
  let title: String
  let detail: String

  init(status: Int = 400, title: String, _ detail: String) {
    self.status = status
    self.title = title
    self.detail = detail
  }

  /// The title for unknown members, wrong types and malformed bodies.
  static let badRequest = "Bad Request"
  /// The title for values that are not allowed.
  static let invalidArgument = "INVALID_ARGUMENT"
}
