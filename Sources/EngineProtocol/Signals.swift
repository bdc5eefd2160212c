package import JSON

/// A signal for everything that waits for it now.
package struct BroadcastSignalRequest: Sendable {
  /// The name of the signal, never empty.
  package var name: String
  /// The variables passed to each event that the signal triggers.
  package var variables: JSONObject

  /// Creates a request to broadcast a signal, by default without variables.
  package init(name: String, variables: JSONObject = JSONObject()) {
    self.name = name
    self.variables = variables
  }
}
