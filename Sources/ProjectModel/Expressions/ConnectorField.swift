import BPMN
package import Diagnostics
package import FEEL
import Text
package import XML

/// A field of a connector: the value of an input mapping, task header or property.
package struct ConnectorField: Sendable {
  package let attribute: XMLAttribute
  /// The value after XML unescaping.
  package let value: String
  /// The UTF-8 offset of the FEEL expression in `value`; nil for literal text.
  private let expressionStart: Int?

  /// - Parameter isAlwaysFEEL: whether `=` is optional, as in a result expression.
  package init?(_ attribute: XMLAttribute?, isAlwaysFEEL: Bool = false) {
    guard let attribute else { return nil }
    self.attribute = attribute
    value = attribute.value
    let blanks = isAlwaysFEEL ? value.utf8.prefix(while: \.isASCIISpace).count : 0
    let hasMark = value.utf8.dropFirst(blanks).first == UInt8(ascii: "=")
    expressionStart = hasMark ? blanks + 1 : isAlwaysFEEL ? 0 : nil
  }

  fileprivate var source: SourceText { attribute.element.document.source }

  package var isBlank: Bool { value.isBlank }

  /// The location of the value, or of the whole attribute if the value is empty.
  package var location: SourceLocation {
    SourceLocation(source, attribute.valueRange.isEmpty ? attribute.range : attribute.valueRange)
  }

  // MARK: FEEL

  /// The expression; nil for literal text and for syntax errors, which `feel/syntax` reports.
  package var expression: FEELExpression? {
    guard let expressionStart else { return nil }
    let text = String(decoding: value.utf8.dropFirst(expressionStart), as: UTF8.self)
    // Syntax errors are reported by `feel/syntax`.
    return try? FEELExpression(parsing: text, functions: .connectors)
  }

  /// The variables that the expression reads.
  package var variables: [FEELVariable] { expression?.variables ?? [] }

  /// The location of a part of the expression.
  package func location(of part: Range<Int>) -> SourceLocation {
    SourceLocation(source, range(of: part))
  }

  /// An edit of a part of the expression.
  package func replacing(_ part: Range<Int>, by text: String) -> TextEdit {
    edit(range(of: part), text)
  }

  private func range(of part: Range<Int>) -> Range<Int> {
    let start = expressionStart ?? 0
    return attribute.range(ofValue: (part.lowerBound + start)..<(part.upperBound + start))
  }

  fileprivate func edit(_ range: Range<Int>, _ text: String) -> TextEdit {
    TextEdit(range: range, replacement: text.escapedForAnyQuotes)
  }

  // MARK: Constants

  /// The values that are known statically: the literal text, or the constants in the FEEL
  /// expression. Secrets and blank text are not included.
  package var constants: [ConnectorConstant] {
    guard expressionStart != nil else {
      let whole = attribute.range(ofValue: 0..<value.utf8.count)
      return [ConnectorConstant(field: self, path: [], text: value, range: whole)]
        .filter(\.canBeJudged)
    }
    return (expression?.constants ?? []).map { entry in
      var part = entry.constant.range
      if !entry.constant.isNumber { part = (part.lowerBound + 1)..<(part.upperBound - 1) }
      return ConnectorConstant(
        field: self, path: entry.path, text: entry.constant.text, range: range(of: part))
    }.filter(\.canBeJudged)
  }
}

/// A literal value in a diagram.
package struct ConnectorConstant: Sendable {
  package let field: ConnectorField
  /// The keys of the FEEL contexts that contain it.
  package let path: [String]
  package let text: String
  /// Its bytes in the file, without the quotes of a FEEL string.
  package let range: Range<Int>

  package var location: SourceLocation { SourceLocation(field.source, range) }

  /// An edit that replaces the value.
  package func edit(_ text: String) -> TextEdit { field.edit(range, text) }

  /// An edit that replaces the whole field, including an expression.
  package func replacingField(_ text: String) -> TextEdit {
    path.isEmpty ? field.edit(field.attribute.valueRange, text) : edit(text)
  }

  fileprivate var canBeJudged: Bool {
    !text.isBlank && SecretReference.find(in: text).isEmpty
  }
}
