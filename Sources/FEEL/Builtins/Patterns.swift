extension FEELBuiltins {
  /// String functions with regular expressions.
  static let patterns: [FEELBuiltin] = [
    FEELBuiltin(
      "matches",
      [.string("input"), .string("pattern"), .optional("flags", kind: .string)]
    ) { call in
      withPattern(call, flags: call.optionalString(2)) { pattern throws(RegexFailure) in
        .boolean(try pattern.fits(Array(call.string(0).unicodeScalars), call.run))
      }
    },
    FEELBuiltin(
      "replace",
      [
        .string("input"), .string("pattern"), .string("replacement"),
        .optional("flags", kind: .string),
      ]
    ) { call in
      withPattern(call, flags: call.optionalString(3)) { pattern throws(RegexFailure) in
        let text = Array(call.string(0).unicodeScalars)
        if call.dialect == .dmn, try pattern.fits([], call.run) {
          return call.fail("the pattern matches the empty string")
        }
        let template = try RegexReplacement(call.string(2), for: pattern, call.dialect)
        var result = ""
        var end = 0
        try pattern.forEachMatch(in: text, call.run) { match in
          let start = result.utf8.count
          result.append(scalars: text[end..<match.range.lowerBound])
          template.append(match, text, to: &result)
          end = match.range.upperBound
          return ValueLimits.mayHold(bytes: result.utf8.count, call.run)
            && call.run.spend(elements: (result.utf8.count - start) / 16)
        }
        result.append(scalars: text[end...])
        return .string(result)
      }
    },
    FEELBuiltin("split", since: "DMN 1.2", [.string("string"), .string("delimiter")]) { call in
      withPattern(call, flags: nil) { pattern throws(RegexFailure) in
        let text = Array(call.string(0).unicodeScalars)
        var parts: [FEELValue] = []
        var end = 0
        try pattern.forEachMatch(in: text, call.run) { match in
          // There is no part before an empty match at the beginning.
          if match.range.isEmpty && match.range.lowerBound == 0 { return true }
          if match.range.isEmpty, match.range.lowerBound == text.count, call.dialect == .dmn {
            return true
          }
          parts.append(.string(string(text[end..<match.range.lowerBound])))
          end = match.range.upperBound
          return ValueLimits.mayHold(elements: parts.count, call.run)
        }
        parts.append(.string(string(text[end...])))
        return .list(parts)
      }
    },
    FEELBuiltin(
      "extract", since: "8.0", only: .camunda, [.string("input", "string"), .string("pattern")]
    ) {
      call in
      withPattern(call, flags: nil) { pattern throws(RegexFailure) in
        let text = Array(call.string(0).unicodeScalars)
        var parts: [FEELValue] = []
        try pattern.forEachMatch(in: text, call.run) { match in
          parts.append(.string(string(text[match.range])))
          return ValueLimits.mayHold(elements: parts.count, call.run)
        }
        return .list(parts)
      }
    },
  ]

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  /// Runs a body with the call's pattern; if that fails, the result of the call is null.
  private static func withPattern(
    _ call: Call, flags: String?,
    _ body: (FEELRegex) throws(RegexFailure) -> FEELValue
  ) -> FEELValue {
    if let last = call.arguments.indices.last, call.isNullGiven(last) {
      return call.fail("the flags are null")
    }
    do throws(RegexFailure) {
      let pattern = try FEELRegex(call.string(1), flags: flags ?? "", dialect: call.dialect)
      return call.run.spend(elements: pattern.size) ? try body(pattern) : .null
    } catch {
      switch error {
      case .tooManySteps: call.run.fail("the regular expression needs too many steps")
      case .tooLarge: _ = call.run.spend(elements: RegexProgram.sizeLimit)
      case .syntax: break
      }
      return call.fail(error.reason)
    }
  }
}
