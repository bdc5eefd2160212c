// Conversion of a template's values to FEEL expressions in the diagram, and back.

extension TemplateProperty {
  /// Whether plain values are written as FEEL expressions, with `=` before them.
  public var isCastToFEEL: Bool {
    let isLiteral = type == .boolean || type == .number
    return switch feel {
    case .required: true
    case .optional, .static: isLiteral
    case nil: isLiteral && (binding.type == .input || binding.type == .output)
    }
  }

  /// The plain value of the text in the diagram.
  func uncast(_ text: String) -> TemplateValue? {
    let plain = text.hasPrefix("=") ? String(text.dropFirst()) : text
    switch type {
    case .number: return TemplateValue.string(plain).javaScriptNumber.map(TemplateValue.number)
    // Any other expression could return true.
    case .boolean: return .boolean(plain != "false")
    default: return .string(plain)
    }
  }
}
