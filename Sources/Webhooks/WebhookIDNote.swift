import BPMN
import Text

/// Notes on webhook IDs.
///
/// An ID is one path segment and is compared exactly, including case. Camunda's connector runtime
/// deprecates all IDs but letters and digits with single `-` or `_` between them.
enum WebhookIDNote {
  /// The notes on an ID for a runtime.
  package static func notes(id: String, isOfficial: Bool) -> [String] {
    if id.isBlank { return ["blank ID: not reachable"] }
    if id == "." || id == ".." { return ["not reachable: clients remove the segment '\(id)'"] }
    var notes: [String] = []
    let secrets = SecretReference.find(in: id).filter { $0.form != .engine }
    if !secrets.isEmpty {
      let names = secrets.map(\.name).joined(separator: ", ")
      notes.append("the URL contains the secret \(names)")
    }
    if id.hasPrefix("=") { notes.append("the ID is not an expression: '=' is part of it") }
    if id.contains("/") || id.contains("\\") {
      notes.append(
        isOfficial
          ? "not reachable: the ID must not contain slashes"
          : "proxies often change the encoded slash")
    } else if id.first?.isWhitespace == true || id.last?.isWhitespace == true {
      notes.append("the leading or trailing space is part of the ID")
    } else if isOfficial, secrets.isEmpty, !isRecommended(id) {
      notes.append("deprecated: use only letters and digits with single - or _ between them")
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
