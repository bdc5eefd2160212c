import FEEL
import Testing

struct Decimal128Tests {
  private func number(_ text: String) throws -> Decimal128 { try #require(Decimal128(text)) }

  @Test(
    "reads numerals and nothing else",
    arguments: [
      ("1.50", "1.50"), ("-0.001", "-0.001"), (".5", "0.5"), ("1e3", "1000"), ("12E-4", "0.0012"),
      ("007", "7"), ("+3", "3"), ("-0", "0"),
    ])
  func reads(text: String, expected: String) throws {
    #expect(try number(text).description == expected)
  }

  @Test(
    "refuses what is no numeral", arguments: ["", "-", "1,5", "12abc", "1.2.3", "e5", "1e", " 1"])
  func refuses(text: String) { #expect(Decimal128(text) == nil) }

  @Test("rounds to 34 digits, half to even")
  func precision() throws {
    #expect((try number("2") / number("3"))?.description == "0.6666666666666666666666666666666667")
    let long = try number("12345678901234567890123456789012345")
    #expect(long.description == "12345678901234567890123456789012340")
    let tie = try number("10000000000000000000000000000000015")
    #expect(tie.description == "10000000000000000000000000000000020")
  }

  @Test("adds numbers far apart without losing a tie")
  func alignment() throws {
    let big = try number("1e40")
    #expect(big + (try number("1")) == big)
    #expect((try number("1e33")) + (try number("0.5")) == (try number("1e33")))
    #expect(
      (try number("1e34")) - (try number("0.4")) == (try number("1e34")))
    #expect((try number("0.1")) + (try number("0.2")) == (try number("0.3")))
  }

  @Test("multiplies and divides long numbers exactly")
  func products() throws {
    let left = try number("12345678901234567")
    let right = try number("98765432109876543")
    #expect((left * right) / right == left)
    #expect((try number("6") / number("2"))?.description == "3")
    #expect((try number("1") / number("8"))?.description == "0.125")
  }

  @Test(
    "square roots have 34 right digits",
    arguments: [
      ("2", "1.414213562373095048801688724209698"),
      ("6", "2.449489742783178098197284074705891"),
      ("10", "3.162277660168379331998893544432719"),
      ("13", "3.605551275463989293119221267470496"),
      ("0.1", "0.3162277660168379331998893544432719"),
      ("123456789.987654321", "11111.11110499999999887499999938125"),
      ("9999999999999999999999999999999999", "99999999999999999.99999999999999999"),
      ("0.0001", "0.01"),
      ("4e-33", "0.00000000000000006324555320336758663997787088865437"),
      ("1e3", "31.62277660168379331998893544432719"),
      ("15241578753238836750495351562536", "3904046458898617.762515345261732528"),
    ])
  func roots(text: String, expected: String) throws {
    #expect(try evaluate("sqrt(\(text))") == expected)
  }

  @Test("square roots of the smallest and largest numbers exist, of whole squares they are whole")
  func rootLimits() throws {
    #expect(try evaluate("sqrt(1e-6176) = 1e-3088") == "true")
    let largest = "9.999999999999999999999999999999999e6144"
    #expect(try evaluate("sqrt(\(largest)) = 3.162277660168379331998893544432718e3072") == "true")
    #expect(try evaluate("every n in 1..200 satisfies string(sqrt(n * n)) = string(n)") == "true")
    #expect(try evaluate("sqrt(-1)") == "null")
  }

  @Test(
    "powers, exponentials and logarithms have 34 right digits",
    arguments: [
      ("exp(1)", "2.718281828459045235360287471352662"), ("exp(0)", "1"),
      ("exp(-2.5)", "0.08208499862389879516952867446715981"),
      ("exp(1000) / 10 ** 434", "1.970071114017046993888879352243323"),
      ("exp(-20000)", "0"), ("exp(20000)", "null"), ("exp(10 ** 40)", "null"),
      ("log(1)", "0"), ("log(2)", "0.6931471805599453094172321214581766"),
      ("log(0.001)", "-6.907755278982137052053974364053093"),
      ("log(9.99)", "2.301584592660462150517848472430296"), ("log(0)", "null"),
      ("log(1 + 10 ** -33) * 10 ** 34", "9.999999999999999999999999999999995"),
      ("2 ** 0.5", "1.414213562373095048801688724209698"), ("4 ** 0.5", "2"),
      ("0.5 ** -1.5", "2.828427124746190097603377448419396"),
      ("1.1 ** 1000 / 10 ** 41", "2.469932918005826334124088385085221"),
      ("10 ** -6150 * 10 ** 6100", "1E-50"), ("10 ** 6111 / 10 ** 6110", "10"),
      ("(-2) ** 301 / 10 ** 90", "-4.074071952668972172536891376818756"),
      ("(-8) ** (1 / 3)", "null"), ("0 ** -1", "null"), ("0 ** 0.5", "0"), ("5 ** 0", "1"),
      ("log(10 - 10 ** -33)", "2.302585092994045684017991454684364"),
      ("log(10 ** 40) / log(10)", "40"),
      (
        "9999999999999999999999999999999999 ** 99 / 10 ** 3365",
        "9.999999999999999999999999999999901"
      ),
      ("1 ** (10 ** 40)", "1"), ("2 ** (10 ** 40)", "null"), ("0.5 ** (10 ** 40)", "0"),
    ])
  func functions(text: String, expected: String) throws {
    let result = try evaluate(text)
    #expect(Decimal128(result) == Decimal128(expected))
    #expect((result == "null") == (expected == "null"))
  }

  @Test(
    "the remainder is exact, however far apart the numbers are",
    arguments: [
      ("modulo(10 ** 40, 7)", "4"), ("modulo(-(10 ** 40), 7)", "3"), ("modulo(5, 10 ** 40)", "5"),
      ("modulo(10 ** 40, 0.3)", "0.1"), ("modulo(10.1, 4.5)", "1.1"),
      ("modulo(10.1, -4.5)", "-3.4"),
      ("modulo(-12, -5)", "-2"), ("modulo(0, 5)", "0"), ("modulo(5, 0)", "null"),
    ])
  func remainders(text: String, expected: String) throws {
    try functions(text: text, expected: expected)
  }

  @Test("has no quotient by zero")
  func division() { #expect(Decimal128.one / Decimal128.zero == nil) }

  @Test("compares by amount, not by digits")
  func comparison() throws {
    #expect(try number("1.0") == number("1"))
    #expect(Set([try number("1.0"), try number("1"), try number("100e-2")]).count == 1)
    #expect(try number("-2") < number("-1.5"))
    #expect(try number("1e30") < number("1.1e30"))
    #expect(try number("0") == number("-0.00"))
  }

  @Test("gives Int only for whole numbers that fit")
  func integers() throws {
    #expect(try number("42.0").int == 42)
    #expect(try number("42.5").int == nil)
    #expect(try number("-9223372036854775807").int == -9_223_372_036_854_775_807)
    #expect(try number("1e30").int == nil)
  }
}
