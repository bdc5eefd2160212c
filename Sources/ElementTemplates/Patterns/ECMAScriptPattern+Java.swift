extension ECMAScriptPattern {
  /// Converts an ECMAScript pattern without flags to an equivalent Java regular expression.
  ///
  /// Differences: `$` matches only at the very end; in brackets, `[` and `&&` are literal, and
  /// brackets may be empty; a brace that is not a quantifier, and a `]` outside of brackets, are
  /// literal.
  ///
  /// Source: ECMA-262, 22.2.1 and annex B.1.2; java.util.regex.Pattern.
  static func java(_ pattern: String) -> String {
    let scalars = Array(pattern.unicodeScalars)
    var result = ""
    var index = 0
    var isInClass = false
    func rest(_ text: String) -> Bool { scalars[index...].starts(with: text.unicodeScalars) }
    while index < scalars.count {
      let scalar = scalars[index]
      var taken = 1
      if scalar == "\\", index + 1 < scalars.count {
        result.unicodeScalars.append(contentsOf: scalars[index...index + 1])
        taken = 2
      } else if isInClass {
        switch scalar {
        case "[": result += "\\["
        case "&": result += "\\&"
        case "]":
          isInClass = false
          result += "]"
        default: result.unicodeScalars.append(scalar)
        }
      } else if rest("[^]") {
        result += "[\\s\\S]"
        taken = 3
      } else if rest("[]") {
        result += "(?!)"
        taken = 2
      } else {
        switch scalar {
        case "$": result += "(?![\\s\\S])"
        case "[":
          isInClass = true
          result += "["
        case "]", "}": result += "\\" + String(scalar)
        case "{":
          let length = quantifierLength(scalars[index...])
          if length > 0 {
            result.unicodeScalars.append(contentsOf: scalars[index..<index + length])
            taken = length
          } else {
            result += "\\{"
          }
        default: result.unicodeScalars.append(scalar)
        }
      }
      index += taken
    }
    return result
  }

  /// The length of the quantifier `{2}`, `{2,}` or `{2,3}` here; 0 if there is none.
  private static func quantifierLength(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    guard let end = scalars.firstIndex(of: "}") else { return 0 }
    let parts = scalars[(scalars.startIndex + 1)..<end]
      .split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    let isNumber = { (part: ArraySlice<Unicode.Scalar>) in
      part.allSatisfy { "0"..."9" ~= $0 }
    }
    guard let first = parts.first, !first.isEmpty, parts.allSatisfy(isNumber) else { return 0 }
    return end - scalars.startIndex + 1
  }
}
