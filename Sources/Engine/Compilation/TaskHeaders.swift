import BPMN
import XML

// The task headers that a job gets: those with a key and a value; the last one with a key counts.

extension BPMNElement {
  var headers: [String: String] { taskHeaders.map(\.xml).headers }
}

extension XMLElement {
  /// The task headers of a listener.
  var listenerHeaders: [String: String] {
    children.filter { $0.name.local == "taskHeaders" }.flatMap(\.children)
      .filter { $0.name.local == "header" }.headers
  }
}

extension [XMLElement] {
  fileprivate var headers: [String: String] {
    var headers: [String: String] = [:]
    for header in self {
      guard let key = header["key"], let value = header["value"] else { continue }
      headers[key] = value
    }
    return headers
  }
}
