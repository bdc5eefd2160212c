public import Diagnostics

/// The changes to an element's file from applying or removing a template.
public struct TemplateChange: Sendable {
  /// The text before the change.
  public let source: SourceText
  /// The edits, which do not overlap; empty if nothing changes.
  public let edits: [TextEdit]
  /// Messages for the user: values that were lost, and values added by hand that stay.
  public let notes: [Diagnostic]

  /// The changed file.
  public var bytes: [UInt8] { source.applying(edits) }
}
