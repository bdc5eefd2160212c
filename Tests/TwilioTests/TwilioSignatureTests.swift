import HTTP
import JSON
import Testing
import TestSupport

@testable import Twilio

@Suite("Twilio's signature")
struct TwilioSignatureTests {
  private static func vectors(_ kind: String) throws -> [JSONValue] {
    try JSONValue(parsing: Cases.bytes("twilio/signatures.json"))[kind]?.array ?? []
  }

  private static func signature(_ vector: JSONValue) -> TwilioSignature {
    let pairs = (vector["params"]?.array ?? []).map {
      ($0[0]?.string ?? "", $0[1]?.string ?? "")
    }
    return TwilioSignature(
      url: vector["url"]?.string ?? "", parameters: FormBody(pairs),
      body: vector["rawBody"]?.string.map { Array($0.utf8) })
  }

  private static func digest(_ vector: JSONValue) -> KeyedDigest {
    vector["algorithm"]?.string == "HMAC_SHA256" ? .sha256 : .sha1
  }

  @Test("what Twilio's own library accepts is accepted", .enabled(if: Cases.arePresent))
  func accepts() throws {
    let vectors = try Self.vectors("accept")
    #expect(!vectors.isEmpty)
    for vector in vectors {
      #expect(
        Self.signature(vector).accepts(
          vector["signature"]?.string ?? "", key: vector["authToken"]?.string ?? "",
          digest: Self.digest(vector)), "\(vector["name"]?.string ?? "")")
    }
  }

  @Test("the string to sign equals that of Twilio's library", .enabled(if: Cases.arePresent))
  func stringToSign() throws {
    for vector in try Self.vectors("accept") where vector["signedUrl"] == nil {
      #expect(
        Self.signature(vector).stringToSign == vector["stringToSign"]?.string,
        "\(vector["name"]?.string ?? "")")
    }
  }

  @Test("what Twilio's own library rejects is rejected", .enabled(if: Cases.arePresent))
  func rejects() throws {
    let vectors = try Self.vectors("reject")
    #expect(!vectors.isEmpty)
    for vector in vectors {
      #expect(
        !Self.signature(vector).accepts(
          vector["signature"]?.string ?? "", key: vector["authToken"]?.string ?? "",
          digest: Self.digest(vector)), "\(vector["name"]?.string ?? "")")
    }
  }

  @Test("a JSON body is covered by its hash in the URL")
  func jsonBody() {
    let body = Array(#"{"a":1}"#.utf8)
    let url = "https://example.test/in?bodySHA256=\(sha256Hexadecimal(body))"
    let signed = TwilioSignature(url: url, body: body)
    let signature = signed.signature(key: "token")
    #expect(signed.accepts(signature, key: "token"))
    #expect(!TwilioSignature(url: url, body: Array("{}".utf8)).accepts(signature, key: "token"))
    let bare = TwilioSignature(url: "https://example.test/in", body: body)
    #expect(!bare.accepts(bare.signature(key: "token"), key: "token"))
  }

  @Test("the settings header selects the algorithm; an unknown one is rejected")
  func settings() {
    #expect(TwilioSignature.digest(settings: nil) == .sha1)
    #expect(TwilioSignature.digest(settings: "key=SK1, algorithm=HMAC_SHA256") == .sha256)
    #expect(TwilioSignature.digest(settings: "algorithm=NONE") == nil)
  }

  @Test("a port after an IPv6 address or user info is found")
  func ports() {
    for (with, without) in [
      ("https://[::1]:443/in", "https://[::1]/in"),
      ("https://user:pw@example.test:443/in?a=1", "https://user:pw@example.test/in?a=1"),
    ] {
      let signature = TwilioSignature(url: without).signature(key: "token")
      #expect(TwilioSignature(url: with).accepts(signature, key: "token"))
    }
  }
}
