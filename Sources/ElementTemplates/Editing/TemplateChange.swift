public import Diagnostics

/// What putting a template on an element, or taking it off, changes in the element's file.
public struct TemplateChange: Sendable {
  /// The text before the change.
  public let source: SourceText
  /// They do not overlap; empty where nothing changes.
  public let edits: [TextEdit]
  /// What a person should know: values that could not be carried over, and what was added by hand
  /// and stays.
  public let notes: [Diagnostic]

  /// The changed file.
  public var bytes: [UInt8] { source.applying(edits) }
}
