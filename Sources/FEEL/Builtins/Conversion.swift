import JSON

extension FEELBuiltins {
  static let conversion: [FEELBuiltin] =
    [
      FEELBuiltin(
        "number",
        [
          .init(only: .camunda, [.string("from")]) { numeral($0.string(0), $0) },
          .init(only: .dmn, [.required("from", kind: [.string, .number])]) { call in
            if case .number = call[0] { return call[0] }
            return numeral(call.string(0), call)
          },
          .init([
            .string("from"), .required("grouping separator", kind: [.string, .null]),
            .optional("decimal separator", kind: .string),
          ]) { separatedNumeral($0) },
        ]),
      FEELBuiltin("string", [.any("from")]) { call in
        guard !call[0].isNull, ValueLimits.accept(call[0], call.run) else { return .null }
        return .string(call[0].text(call.dialect))
      },
      FEELBuiltin(
        "duration",
        [
          .init(only: .camunda, [.string("from")]) { duration($0.string(0), $0) },
          .init(only: .dmn, [.required("from", kind: FEELKind.durations.union(.string))]) { call in
            guard case .string(let text) = call[0] else { return call[0] }
            return duration(text, call)
          },
        ]),
      FEELBuiltin(
        "years and months duration",
        [.required("from", kind: .dates), .required("to", kind: .dates)]
      ) { call in
        guard let from = call.date(0), let to = call.date(1) else { return .null }
        return .yearsMonthsDuration(.init(months: from.months(to: to)))
      },
      FEELBuiltin(
        "from json", since: "8.9", only: .camunda,
        [.required("json", "value", kind: [.string, .null])]
      ) { call in
        guard !call[0].isNull else { return .null }
        do throws(JSONSyntaxError) {
          let value = FEELValue(try JSONValue(parsing: call.string(0)))
          return ValueLimits.accept(value, call.run) ? masked(value) : .null
        } catch {
          return call.fail("invalid JSON")
        }
      },
      FEELBuiltin("to json", since: "8.9", only: .camunda, [.any("value")]) { call in
        guard ValueLimits.accept(call[0], call.run) else { return .null }
        return .string(call[0].javaJSON.text(.compact))
      },
    ] + dates

  private static func duration(_ text: String, _ call: Call) -> FEELValue {
    TemporalReader.duration(text, call.dialect) ?? call.fail("`\(text.brief)` is not a duration")
  }

  private static func numeral(_ text: String, _ call: Call) -> FEELValue {
    let isNumeral = text.utf8.allSatisfy {
      NameRules.isPart($0, .dmn) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        || ($0 == UInt8(ascii: "+") && call.dialect == .camunda)
    }
    guard isNumeral, let number = Decimal128(text) else {
      return call.fail("`\(text.brief)` is not a number")
    }
    return .number(number)
  }

  /// A number with a grouping separator (space, comma or period) and a decimal separator.
  private static func separatedNumeral(_ call: Call) -> FEELValue {
    let grouping = call.optionalString(1)
    let decimal = call.optionalString(2)
    if call.given == 2, call.isNullGiven(1) { return call.fail("the separator is null") }
    if call.dialect == .dmn, call.given < 3 {
      return call.fail("a decimal separator or null is required")
    }
    if let grouping, ![" ", ",", "."].contains(grouping) {
      return call.fail("the grouping separator must be a space, a comma or a period")
    }
    if let decimal, ![",", "."].contains(decimal) {
      return call.fail("the decimal separator must be a comma or a period")
    }
    if let grouping, grouping == decimal { return call.fail("both separators are the same") }
    var text = ""
    for character in call.string(0).unicodeScalars {
      if String(character) == grouping { continue }
      if String(character) == decimal {
        text += "."
      } else {
        text.unicodeScalars.append(character)
      }
    }
    return numeral(text, call)
  }

  /// Decoded data without secret markers.
  private static func masked(_ value: FEELValue) -> FEELValue {
    switch value {
    case .string(let text): .string(SecretHoles.masked(text))
    case .list(let items): .list(items.map(masked))
    case .context(let context):
      .context(
        FEELContext(context.map { (SecretHoles.masked($0.key), masked($0.value)) }))
    default: value
    }
  }
}
