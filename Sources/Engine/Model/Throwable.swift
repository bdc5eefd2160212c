/// A kind of event that is thrown outward with a code.
enum Throwable: Sendable {
  case error, escalation

  /// The attribute of an event definition that refers to what is thrown.
  var reference: String { self == .error ? "errorRef" : "escalationRef" }
  /// The attribute of the referenced element with the code.
  var codeAttribute: String { self == .error ? "errorCode" : "escalationCode" }
}
