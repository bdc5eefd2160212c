import Diagnostics
import JSON

/// Why a template cannot be used, with its range in the JSON text.
struct TemplateFault: Error {
  /// The problem, without the template's name.
  var message: String
  var help: String?
  /// The range of the JSON value.
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
  ///
  /// - Parameter root: the document, or a standalone template.
  func diagnostic(
    rule: String, severity: Diagnostic.Severity, root: JSONNode, source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: severity, message: message, help: help,
      location: source.location(ofJSON: range), path: root.pointer(to: range))
  }
}

extension SourceText {
  /// The range to show for a JSON value: for an object or array only the opening bracket.
  func location(ofJSON range: Range<Int>) -> SourceLocation {
    let isOpen =
      bytes[range].first == UInt8(ascii: "{") || bytes[range].first == UInt8(ascii: "[")
    let end = isOpen ? range.lowerBound + 1 : range.upperBound
    return SourceLocation(self, range.lowerBound..<end)
  }
}

/// Collects the faults of several parts, so that all of a template's faults are reported.
struct FaultCollector {
  private(set) var faults: [TemplateFault] = []
  /// The maximum number of faults; nobody reads more.
  private static let limit = 500

  /// The part returned by `read`, or nil with its fault recorded.
  mutating func collect<Part>(_ read: () throws(TemplateFault) -> Part) -> Part? {
    do {
      return try read()
    } catch {
      if faults.count < Self.limit { faults.append(error) }
      return nil
    }
  }
}
