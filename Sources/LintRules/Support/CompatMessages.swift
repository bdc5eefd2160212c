import BPMN
import Diagnostics

extension CompatInput {
  /// A finding at a place.
  func finding(_ message: String, help: String, at place: CompatPlace) -> Diagnostic {
    finding(message, help: help, on: place.owner, at: place.location, path: place.path)
  }
}

extension String {
  /// The first ten characters, for messages.
  var shortened: String { count > 10 ? prefix(10) + "…" : self }
}
