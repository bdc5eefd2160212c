/// Texts as words in a POSIX shell command line.
package enum ShellWord {
  /// A text as one word, in single quotes if necessary.
  package static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0.isAlphanumeric || "_./:=+@%,-".utf8.contains($0) }
    guard !isPlain || text.isEmpty else { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
