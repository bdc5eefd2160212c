extension TemplateProperty {
  /// The default as written in a diagram; nil if there is none.
  var defaultText: String? { cast(value) }

  /// A value as written in a diagram: a FEEL expression if the property requires one.
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
  /// The text form in JavaScript.
  package var plainText: String {
    switch self {
    case .string(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .number(let value): Int(exactly: value).map(String.init) ?? "\(value)"
    }
  }
}
