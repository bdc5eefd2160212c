import JSON

/// Why a template cannot be used, and where in its JSON text.
struct TemplateFault: Error {
  /// What is wrong, without the template's name.
  var message: String
  var help: String?
  var range: Range<Int>

  init(_ message: String, help: String? = nil, at range: Range<Int>) {
    self.message = message
    self.help = help
    self.range = range
  }

  /// A fault of a whole object: its place is the opening bracket, not all of its lines.
  init(_ message: String, help: String? = nil, in node: JSONNode) {
    self.init(
      message, help: help,
      at: node.range.lowerBound..<min(node.range.lowerBound + 1, node.range.upperBound))
  }
}

/// Gathers the faults of several parts, so that a template is reported with all of them.
struct FaultCollector {
  private(set) var faults: [TemplateFault] = []

  /// The part that `read` gives, or nil with its fault noted.
  mutating func collect<Part>(_ read: () throws(TemplateFault) -> Part) -> Part? {
    do {
      return try read()
    } catch {
      faults.append(error)
      return nil
    }
  }
}
