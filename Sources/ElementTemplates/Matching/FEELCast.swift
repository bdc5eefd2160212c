// How a template's values become FEEL expressions in the diagram and come back from them.
// Source: reference page element-templates 1.3.

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

  /// The plain value of what stands in the diagram.
  func uncast(_ text: String) -> TemplateValue? {
    let plain = text.hasPrefix("=") ? String(text.dropFirst()) : text
    switch type {
    case .number: return TemplateValue.string(plain).javaScriptNumber.map(TemplateValue.number)
    // Any other expression might give true.
    case .boolean: return .boolean(plain != "false")
    default: return .string(plain)
    }
  }
}
