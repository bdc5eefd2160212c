extension TemplateProperty {
  /// The default as it stands in a diagram; nil where there is none.
  var defaultText: String? { cast(value) }

  /// A value as it is written: a FEEL expression where the property casts to one.
  /// Source: reference page element-templates 1.3.
  func cast(_ value: TemplateValue?) -> String? {
    guard isCastToFEEL else { return value?.plainText }
    if type == .boolean {
      switch value {
      case nil, .string("false"), .string("=false"), .boolean(false): return "=false"
      case .string(let text) where text.hasPrefix("="): return text
      default: return "=true"
      }
    }
    guard let text = value?.plainText, !text.isEmpty else { return value?.plainText }
    return text.hasPrefix("=") ? text : "=" + text
  }
}

extension TemplateValue {
  /// As JavaScript writes it.
  var plainText: String {
    switch self {
    case .string(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .number(let value): Int(exactly: value).map(String.init) ?? "\(value)"
    }
  }
}
