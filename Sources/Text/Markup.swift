extension String {
  /// The text with references for the special characters of XML and HTML: `&`, `<`, `>`.
  ///
  /// - Parameter replacement: the replacement of another character, or of one of these; nil for the
  ///   default.
  package func escapedAsMarkup(
    _ replacement: (Unicode.Scalar) -> String? = { _ in nil }
  ) -> String {
    unicodeScalars.reduce(into: "") { result, scalar in
      if let text = replacement(scalar) {
        result += text
        return
      }
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  /// The text escaped for XML, as character data or in quotes of either kind.
  package var escapedForAnyQuotes: String {
    escapedAsMarkup { scalar in
      switch scalar {
      case "\"": "&#34;"
      case "'": "&#39;"
      case ">": ">"
      default: nil
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether XML 1.0 allows the character (2.2).
  package var isAllowedInXML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
