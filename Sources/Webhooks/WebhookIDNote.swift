import BPMN
import Text

/// What is to be known about a webhook id where it is served.
///
/// Source: reference page connector-runtime, 3.1: an id is one segment of the path, exact and
/// case-sensitive; Camunda's runtime calls others than letters and digits with single `-` or `_`
/// between them deprecated.
enum WebhookIDNote {
  /// The notes of an id on a runtime, in words for people.
  package static func notes(id: String, isOfficial: Bool) -> [String] {
    if id.isBlank { return ["blank id: no request reaches it"] }
    if id == "." || id == ".." { return ["clients drop the segment '\(id)': not reachable"] }
    var notes: [String] = []
    let secrets = SecretReference.find(in: id).filter { $0.form != .engine }
    if !secrets.isEmpty {
      let names = secrets.map(\.name).joined(separator: ", ")
      notes.append("the URL contains the secret \(names)")
    }
    if id.hasPrefix("=") { notes.append("the id is no expression: '=' is part of it") }
    if id.contains("/") || id.contains("\\") {
      notes.append(
        isOfficial
          ? "not reachable: the id must be one segment, without slashes"
          : "the slash must arrive as it is encoded here; proxies often change it")
    } else if id.first?.isWhitespace == true || id.last?.isWhitespace == true {
      notes.append("the blank at the edge is part of the id")
    } else if isOfficial, secrets.isEmpty, !isRecommended(id) {
      notes.append("served with a warning: only letters and digits with single - or _ between")
    }
    return notes
  }

  /// `^[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*$`
  private static func isRecommended(_ id: String) -> Bool {
    let parts = id.utf8.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
    return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isAlphanumeric) }
  }
}
