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
