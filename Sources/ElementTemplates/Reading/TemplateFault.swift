import Diagnostics
import JSON

/// Why a template cannot be used, and where in its JSON text.
struct TemplateFault: Error {
  /// What is wrong, without the template's name.
  var message: String
  var help: String?
  /// The bytes of the JSON value that it is about.
  var range: Range<Int>

  init(_ message: String, help: String? = nil, at range: Range<Int>) {
    self.message = message
    self.help = help
    self.range = range
  }

  init(_ message: String, help: String? = nil, in node: JSONNode) {
    self.init(message, help: help, at: node.range)
  }

  /// The finding, with the JSON pointer of its place as path.
  /// - Parameter root: the document, or the template where it is alone.
  func diagnostic(
    rule: String, severity: Diagnostic.Severity, root: JSONNode, source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: severity, message: message, help: help,
      location: source.location(ofJSON: range), path: root.pointer(to: range))
  }
}

extension SourceText {
  /// Where a JSON value is shown: of an object or array only the opening bracket, not all lines.
  func location(ofJSON range: Range<Int>) -> SourceLocation {
    let isOpen =
      bytes[range].first == UInt8(ascii: "{") || bytes[range].first == UInt8(ascii: "[")
    let end = isOpen ? range.lowerBound + 1 : range.upperBound
    return SourceLocation(self, range.lowerBound..<end)
  }
}

/// Gathers the faults of several parts, so that a template is reported with all of them.
struct FaultCollector {
  private(set) var faults: [TemplateFault] = []
  /// Nobody reads more.
  private static let limit = 500

  /// The part that `read` gives, or nil with its fault noted.
  mutating func collect<Part>(_ read: () throws(TemplateFault) -> Part) -> Part? {
    do {
      return try read()
    } catch {
      if faults.count < Self.limit { faults.append(error) }
      return nil
    }
  }
}
