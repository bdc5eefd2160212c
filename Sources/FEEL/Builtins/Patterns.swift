extension FEELBuiltins {
  /// Functions with regular expressions; they belong to the strings.
  static let patterns: [FEELBuiltin] = [
    FEELBuiltin(
      "matches",
      [.string("input"), .string("pattern"), .optional("flags", kind: .string)]
    ) { call in
      withPattern(call, flags: call.optionalString(2)) { pattern, steps throws(RegexFailure) in
        .boolean(try pattern.firstMatch(in: Array(call.string(0).unicodeScalars), &steps) != nil)
      }
    },
    FEELBuiltin(
      "replace",
      [
        .string("input"), .string("pattern"), .string("replacement"),
        .optional("flags", kind: .string),
      ]
    ) { call in
      withPattern(call, flags: call.optionalString(3)) { pattern, steps throws(RegexFailure) in
        let text = Array(call.string(0).unicodeScalars)
        if call.dialect == .dmn, try !pattern.matches(in: [], &steps).isEmpty {
          return call.fail("the pattern matches the empty text")
        }
        let template = try RegexReplacement(call.string(2), for: pattern, call.dialect)
        var result = String.UnicodeScalarView()
        var end = 0
        for match in try pattern.matches(in: text, &steps) {
          result.append(contentsOf: text[end..<match.range.lowerBound])
          template.append(match, text, to: &result)
          guard call.mayHold(String(result).utf8.count) else { return .null }
          end = match.range.upperBound
        }
        result.append(contentsOf: text[end...])
        return .string(String(result))
      }
    },
    FEELBuiltin("split", since: "DMN 1.2", [.string("string"), .string("delimiter")]) { call in
      withPattern(call, flags: nil) { pattern, steps throws(RegexFailure) in
        let text = Array(call.string(0).unicodeScalars)
        var parts: [FEELValue] = []
        var end = 0
        for match in try pattern.matches(in: text, &steps) {
          // Nothing stands in front of an empty match at the beginning.
          if match.range.isEmpty && match.range.lowerBound == 0 { continue }
          if match.range.isEmpty, match.range.lowerBound == text.count, call.dialect == .dmn {
            continue
          }
          parts.append(.string(string(text[end..<match.range.lowerBound])))
          end = match.range.upperBound
        }
        parts.append(.string(string(text[end...])))
        return .list(parts)
      }
    },
    FEELBuiltin(
      "extract", since: "8.0", only: .camunda, [.string("input", "string"), .string("pattern")]
    ) {
      call in
      withPattern(call, flags: nil) { pattern, steps throws(RegexFailure) in
        let text = Array(call.string(0).unicodeScalars)
        return .list(
          try pattern.matches(in: text, &steps).map { .string(string(text[$0.range])) })
      }
    },
  ]

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  /// Runs a body with the call's pattern; what goes wrong makes the call null.
  private static func withPattern(
    _ call: Call, flags: String?,
    _ body: (Regex, inout Int) throws(RegexFailure) -> FEELValue
  ) -> FEELValue {
    if let last = call.arguments.indices.last, call.isNullGiven(last) {
      return call.fail("the flags are null")
    }
    do throws(RegexFailure) {
      let pattern = try Regex(call.string(1), flags: flags ?? "", dialect: call.dialect)
      let budget = call.run.stepsRemaining
      var steps = budget
      let value = try body(pattern, &steps)
      _ = call.run.spend(budget - steps)
      return value
    } catch {
      if case .tooManySteps = error {
        call.run.fail("the regular expression needs too many steps")
      }
      return call.fail(error.reason)
    }
  }
}
