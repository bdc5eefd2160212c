import EngineProtocol
import ExecutorTestSupport
import Foundation
import HTTP
import JSON
import Testing
import Text

@testable import Connectors

/// A service that returns a secret in a changed form, and expressions that change it further.
@Suite("Forms of secrets")
struct SecretFormTests {
  private static let secret = "Canary/4711+é \"&<Key_5309-Z"

  private static func hexadecimal(_ scalar: UnicodeScalar) -> String {
    String(scalar.value, radix: 16)
  }

  private static func utf16(_ text: String, _ isLittleEndian: Bool) -> [UInt8] {
    text.utf16.flatMap {
      isLittleEndian ? [UInt8($0 & 255), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 255)]
    }
  }

  private static func url(_ base64: String) -> String {
    base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// The names of forms, with the secret in them.
  private static let forms: [(String, String)] = {
    let bytes = Array(secret.utf8)
    let scalars = secret.unicodeScalars
    let percent = PercentEncoding.component(secret)
    let json = String(JSONValue.string(secret).text().dropFirst().dropLast())
    let escapes = scalars.map { scalar in
      let digits = hexadecimal(scalar)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    return [
      ("plain", secret), ("upper case", secret.uppercased()), ("lower case", secret.lowercased()),
      ("reversed", String(secret.reversed())), ("first part", String(secret.prefix(20))),
      ("last part", String(secret.suffix(18))), ("middle", String(secret.dropFirst(5).dropLast(4))),
      ("base64", bytes.base64), ("base64url", url(bytes.base64)),
      ("base64 of a header", Array("user:\(secret)".utf8).base64),
      ("base64 between other bytes", Array("xy\(secret)z".utf8).base64),
      ("base64 of UTF-16LE", utf16(secret, true).base64),
      ("base64 of UTF-16BE", utf16("x" + secret, false).base64),
      ("hexadecimal", bytes.hexadecimal),
      ("upper-case hexadecimal", bytes.hexadecimal.uppercased()),
      ("hexadecimal UTF-16", utf16(secret, true).hexadecimal),
      ("percent", percent), ("form", PercentEncoding.form(secret)),
      ("lower-case percent", percent.lowercased()),
      ("all percent", bytes.map { "%" + [$0].hexadecimal }.joined()),
      ("twice percent", PercentEncoding.component(percent)),
      ("percent of base64", PercentEncoding.component(bytes.base64)),
      ("JSON", json), ("JSON \\u", escapes.joined()),
      ("JSON in JSON", String(JSONValue.string(json).text().dropFirst().dropLast())),
      ("JSON with \\/", json.replacing("/", with: "\\/")),
      (
        "HTML",
        secret.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
          .replacing("\"", with: "&quot;")
      ),
      ("HTML numbers", scalars.map { "&#\($0.value);" }.joined()),
      ("HTML hexadecimal", scalars.map { "&#x\(hexadecimal($0));" }.joined()),
      ("UTF-16", scalars.map { $0.isASCII ? "\($0)\u{0}" : "\($0)" }.joined()),
    ]
  }()

  private static let mask: SecretMask = {
    var mask = SecretMask()
    mask.add(secret: secret)
    return mask
  }()

  @Test("every form is masked, and what is around it is kept", arguments: forms.map(\.0))
  func masking(_ name: String) throws {
    let form = try #require(Self.forms.first { $0.0 == name }).1
    let masked = Self.mask.masking("Before: \(form), after")
    #expect(masked.hasPrefix("Before: ") && masked.hasSuffix(", after"), "\(masked)")
    #expect(masked.contains("***"))
    // At most the edge that base64 shares with other bytes is left.
    #expect(masked.replacing("***", with: "").count <= "Before: , after".count + 12, "\(masked)")
  }

  @Test(
    "expressions see no form of a secret, so that they cannot change it", arguments: forms.map(\.0))
  func expressions(_ name: String) async throws {
    let form = try #require(Self.forms.first { $0.0 == name }).1
    let variables: JSONValue = [
      "method": "GET", "url": "https://x.test", "headers": ["X-Key": .string(hole("KEY"))],
    ]
    for status in [200, 400] {
      let outcome = try await HTTPRun()(
        .http(
          variables,
          headers: [
            "resultExpression": "={seen: body.echo}",
            "errorExpression":
              "=if error = null then null else ignoreError({seen: error.variables.response.body.echo})",
          ]),
        FakeTransport(status, JSONValue.object(JSONObject([("echo", .string(form))])).text()),
        secrets: ["KEY": Self.secret])
      guard case .completed(let result) = outcome, let seen = result["seen"]?.string else {
        Issue.record("\(outcome)")
        return
      }
      #expect(seen.replacing("***", with: "").count <= 12, "\(seen)")
    }
  }

  @Test("a secret in pieces is masked in each piece; other items are kept")
  func pieces() {
    let items = Self.secret.map { JSONValue.string(String($0)) }
    let list = JSONValue.array([["x", "y"], .array(["first"] + items + ["last", 5])])
    let masked = Self.mask.masking(list)
    #expect(masked == [["x", "y"], .array(["first"] + items.map { _ in "***" } + ["last", 5])])
  }

  @Test(
    "what has little in common with a secret is kept",
    arguments: ["Canary", "Canary/4711", "5309-Z", "+15005550001", "SM611d240e0214f1f95eb83007c98"])
  func unrelated(_ text: String) {
    var mask = Self.mask
    mask.add(secret: "+15005550006")
    #expect(mask.masking(text) == text)
  }

  @Test("a row of zeros is no evidence of a secret that contains one")
  func zeros() {
    let zeros = String(repeating: "0", count: 31)
    var mask = SecretMask()
    mask.add(secret: "AC\(zeros)1")
    #expect(mask.masking("SM\(zeros)2") == "SM\(zeros)2")
    #expect(mask.masking("/Accounts/AC\(zeros)1/Messages") == "/Accounts/***/Messages")
  }

  @Test("a long text is masked everywhere")
  func long() {
    let text = Array(repeating: "x \(Self.secret) 100% \\ & y", count: 500).joined()
    let masked = Self.mask.masking(text)
    #expect(masked == Array(repeating: "x *** 100% \\ & y", count: 500).joined())
  }
}
