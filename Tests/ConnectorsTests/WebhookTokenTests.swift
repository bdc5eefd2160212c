import Crypto
import CryptoExtras
import EngineProtocol
import ExecutorTestSupport
import FEEL
import Foundation
import HTTP
import JSON
import Synchronization
import Testing
import Text

@testable import Connectors

/// Webhooks whose callers authenticate with JSON Web Tokens.
@Suite("Tokens of webhooks", .timeLimit(.minutes(1)))
final class WebhookTokenTests: Sendable {
  private static let rsa = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }
  private static let p256 = P256.Signing.PrivateKey()
  private static let p384 = P384.Signing.PrivateKey()
  private static let p521 = P521.Signing.PrivateKey()

  private static func encoded(_ bytes: some Sequence<UInt8>) -> String {
    bytes.base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  private static func curve(_ name: String, _ id: String, _ point: Data) -> JSONValue {
    [
      "kty": "EC", "crv": .string(name), "kid": .string(id),
      "x": .string(encoded(point.prefix(point.count / 2))),
      "y": .string(encoded(point.suffix(point.count / 2))),
    ]
  }

  private static func keySet() throws -> JSONValue {
    let primitives = try rsa.get().publicKey.getKeyPrimitives()
    return [
      "keys": [
        [
          "kty": "RSA", "kid": "rsa", "use": "sig", "n": .string(encoded(primitives.modulus)),
          "e": .string(encoded(primitives.publicExponent)),
        ],
        curve("P-256", "p256", p256.publicKey.rawRepresentation),
        curve("P-384", "p384", p384.publicKey.rawRepresentation),
        curve("P-521", "p521", p521.publicKey.rawRepresentation),
        ["kty": "oct", "kid": "secret", "k": "c2VjcmV0"],
      ]
    ]
  }

  private static func token(
    _ algorithm: String, key: String?, _ payload: JSONValue = ["sub": "shop"],
    header: [(String, JSONValue)] = []
  ) throws -> String {
    var head = JSONObject([("alg", .string(algorithm))] + header)
    if let key { head["kid"] = .string(key) }
    let signed = [JSONValue.object(head), payload].map { encoded(Array($0.text().utf8)) }.joined(
      separator: ".")
    let message = Array(signed.utf8)
    let signature: Data =
      switch algorithm {
      case "RS256": try rsaSignature(SHA256.hash(data: message))
      case "RS384": try rsaSignature(SHA384.hash(data: message))
      case "RS512": try rsaSignature(SHA512.hash(data: message))
      case "ES256": try p256.signature(for: SHA256.hash(data: message)).rawRepresentation
      case "ES384": try p384.signature(for: SHA384.hash(data: message)).rawRepresentation
      case "ES512": try p521.signature(for: SHA512.hash(data: message)).rawRepresentation
      case "HS256":
        Data(
          HMAC<SHA256>.authenticationCode(
            for: message, using: SymmetricKey(data: Array("secret".utf8))))
      default: Data([1])
      }
    return "\(signed).\(encoded(signature))"
  }

  private static func rsaSignature(_ digest: some Digest) throws -> Data {
    try rsa.get().signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation
  }

  private let engine = FakeEngine()
  private let clock = Mutex<Int64>(1000)

  private func handler(
    _ transport: any HTTPTransport, required: [String] = [], permissions: String? = nil
  ) throws -> WebhookHandler {
    var route = WebhookRoute(id: "hook", kind: .start, processID: "order", elementID: "start")
    route.authentication = .token(
      keysURL: "https://id.test/{{secrets.REALM}}/keys", permissions: permissions,
      required: required)
    route.resultVariable = "all"
    let secrets = FakeSecrets(["REALM": "shop-realm"])
    return try WebhookHandler(
      webhooks: ServedWebhooks(WebhookTable([route], secrets: secrets)),
      address: WebhookAddress(publicURL: "https://hooks.test"), secrets: secrets,
      keys: SigningKeys(
        transport: transport, destination: Destination(isLive: true),
        now: { self.clock.withLock { $0 } }), documents: .empty(), engine: engine,
      environment: .default, log: .silent)
  }

  private static func transport() throws -> FakeTransport {
    FakeTransport(200, try keySet().text())
  }

  private static func request(_ authorization: String?) -> ServerRequest {
    ServerRequest(
      method: "POST", target: "/inbound/hook",
      headers: [("Content-Type", "application/json")]
        + (authorization.map { [("Authorization", $0)] } ?? []), body: Array("{}".utf8))
  }

  private func status(_ handler: WebhookHandler, _ token: String?) async -> Int {
    await handler.respond(to: Self.request(token.map { "Bearer \($0)" }), path: "hook").status
  }

  @Test(
    "all algorithms, with and without the id of the key",
    arguments: [
      ("RS256", "rsa"), ("RS384", "rsa"), ("RS512", "rsa"), ("ES256", "p256"), ("ES384", "p384"),
      ("ES512", "p521"),
    ])
  func algorithms(_ algorithm: String, _ key: String) async throws {
    let transport = try Self.transport()
    let handler = try handler(transport)
    for id in [key, nil] {
      let token = try Self.token(algorithm, key: id)
      #expect(await status(handler, token) == 200)
    }
    #expect(transport.requests.map(\.url) == ["https://id.test/shop-realm/keys"])
    #expect(engine.seen.created.count == 2)
  }

  @Test("a token is masked in what the process sees")
  func masked() async throws {
    let token = try Self.token("ES256", key: "p256")
    let handler = try handler(Self.transport())
    #expect(await status(handler, token) == 200)
    let text = JSONValue.object(engine.seen.created[0].variables).text()
    #expect(!text.contains(token) && text.contains("***"))
  }

  @Test("tokens that are wrong, unsigned, foreign, expired or not yet valid are a 401")
  func wrong() async throws {
    func signed(_ payload: JSONValue, _ header: [(String, JSONValue)] = []) throws -> String {
      try Self.token("ES256", key: "p256", payload, header: header)
    }
    let tokens: [String?] = [
      nil, "", "x.y.z", "a.b", try Self.token("none", key: nil),
      try Self.token("HS256", key: "secret"), try Self.token("ES256", key: "rsa"),
      try Self.token("ES256", key: "other"), try signed(["exp": 1000]), try signed(["exp": "x"]),
      try signed(["nbf": 1001]), try signed([:], [("crit", ["b64"])]),
      try String(signed([:]).dropLast(4)) + "AAAA", try signed([:]) + "=",
    ]
    let handler = try handler(Self.transport())
    for token in tokens { #expect(await status(handler, token) == 401, "\(token ?? "none")") }
    #expect(engine.seen.created.isEmpty)
  }

  @Test("a token that is still valid is accepted")
  func valid() async throws {
    let token = try Self.token("ES256", key: "p256", ["exp": 1001, "nbf": 1000])
    let handler = try handler(Self.transport())
    #expect(await status(handler, token) == 200)
  }

  @Test("missing permissions are a 403; an expression that fails grants none")
  func permissions() async throws {
    let token = try Self.token("ES256", key: "p256", ["roles": ["read", "write"]])
    for (required, expression, expected) in [
      (["write"], "=roles", 200), (["admin"], "=roles", 403), (["read", "admin"], "=roles", 403),
      (["read"], "=other", 403), (["read"], "=assert(1, false)", 403), (["x"], "=\"x\"", 200),
    ] {
      let handler = try handler(Self.transport(), required: required, permissions: expression)
      #expect(await status(handler, token) == expected, "\(expression) \(required)")
    }
  }

  @Test("keys are requested once, again after ten minutes, and for an unknown key after a pause")
  func cache() async throws {
    let transport = try Self.transport()
    let handler = try handler(transport)
    let (known, unknown) = (
      try Self.token("ES256", key: "p256"), try Self.token("ES256", key: "new")
    )
    for _ in 0..<3 { _ = await status(handler, known) }
    for _ in 0..<3 { _ = await status(handler, unknown) }
    #expect(transport.requests.count == 1)
    clock.withLock { $0 += 6 }
    for _ in 0..<3 { _ = await status(handler, unknown) }
    #expect(transport.requests.count == 2)
    clock.withLock { $0 += 600 }
    _ = await status(handler, known)
    #expect(transport.requests.count == 3)
  }

  @Test("a key set that is not available is a 503, and without a token nothing is requested")
  func unavailable() async throws {
    let token = try Self.token("ES256", key: "p256")
    for transport in [FakeTransport(500), FakeTransport(200, "no keys")] {
      let handler = try handler(transport)
      #expect(await status(handler, nil) == 401)
      #expect(transport.requests.isEmpty)
      #expect(await status(handler, token) == 503)
    }
  }
}
