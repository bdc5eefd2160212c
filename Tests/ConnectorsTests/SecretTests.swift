import EngineProtocol
import ExecutorTestSupport
import JSON
import Testing

@testable import Connectors

@Suite("Secrets")
struct SecretTests {
  @Test(
    "placeholders become holes",
    arguments: [
      ("Bearer {{secrets.TOKEN}}", "Bearer <TOKEN>"), ("{{ secrets.A-B }}", "<A-B>"),
      ("{{secrets.A B}}", "{{secrets.A B}}"), ("{{other.A}}{{secrets.B}}", "{{other.A}}<B>"),
      ("{{secrets.A", "{{secrets.A"),
    ])
  func marking(_ text: String, _ expected: String) {
    let shown = SecretHole.marking(text).unicodeScalars.map { scalar in
      scalar == SecretHole.opening ? "<" : scalar == SecretHole.closing ? ">" : String(scalar)
    }
    #expect(shown.joined() == expected)
  }

  @Test("holes are filled once, in keys and values, and inserted values are not searched again")
  func filling() throws {
    var resolver = SecretResolver(provider: FakeSecrets(["A": hole("B"), "B": "deep"]))
    let filled = try resolver.resolve(JSONObject([(hole("B"), .array([.string(hole("A"))]))]))
    #expect(filled == JSONObject([("deep", .array([.string(hole("B"))]))]))
  }

  @Test("an element cannot resolve secrets that its model does not use")
  func foreign() {
    var resolver = SecretResolver(provider: FakeSecrets(["A": "x"]), allowed: ["B"])
    #expect(throws: MissingSecret.self) { try resolver.resolve(hole("A")) }
  }

  @Test("incoming data cannot contain holes")
  func outside() {
    let text = SecretHole.neutralizing(hole("A"))
    #expect(!text.unicodeScalars.contains(SecretHole.opening))
    #expect(!text.unicodeScalars.contains(SecretHole.closing))
  }

  @Test("a mask hides a secret in plain form, URL-encoded, as base64 and in JSON")
  func mask() {
    var mask = SecretMask()
    mask.add(secret: "pa ss\"w&rd")
    for text in [
      "pa ss\"w&rd", "pa+ss%22w%26rd", "pa%20ss%22w%26rd", "cGEgc3MidyZyZA==", #"pa ss\"w&rd"#,
    ] {
      #expect(mask.masking("x \(text) y") == "x *** y")
    }
  }

  @Test(
    "a mask hides a secret however it is percent-encoded",
    arguments: ["tok%2Fen=%25", "tok/en%3d%", "%74ok%2fen=%", "tok%252Fen%253D%2525"])
  func percentEncoding(_ text: String) {
    var mask = SecretMask()
    mask.add(secret: "tok/en=%")
    #expect(mask.masking("/p-\(text)?x=%zz%2") == "/p-***?x=%zz%2")
    #expect(mask.finds(in: "/p-\(text)"))
  }

  @Test("a very short secret is masked only as a whole string")
  func short() {
    var mask = SecretMask()
    mask.add(secret: "20")
    #expect(mask.masking("20") == "***")
    #expect(mask.masking("2026") == "2026")
  }
}
