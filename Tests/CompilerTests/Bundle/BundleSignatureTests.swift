import Testing

@testable import Bundles

@Suite("Signatures of bundles")
struct BundleSignatureTests {
  @Test("survive reading and name their key")
  func roundTrip() throws {
    let key = SigningKey()
    let signed = try BundleFixture.bundle(BundleTests.files).signed(with: key)
    let read = try ProjectBundle(reading: signed.archive())
    #expect(read.signature?.key == key.verifyingKey)
    try read.requireSignature(key.verifyingKey)
    #expect(throws: ProjectBundle.Fault.self) {
      try read.requireSignature(SigningKey().verifyingKey)
    }
  }

  @Test("are missed where they are required")
  func missing() throws {
    let bundle = try BundleFixture.bundle(BundleTests.files)
    let fault = #expect(throws: ProjectBundle.Fault.self) {
      try bundle.requireSignature(SigningKey().verifyingKey)
    }
    #expect(fault?.message == "the bundle is not signed")
  }

  @Test("replace one another")
  func replaced() throws {
    let key = SigningKey()
    let bundle = try BundleFixture.bundle(BundleTests.files)
    let twice = try bundle.signed(with: SigningKey()).signed(with: key)
    #expect(try twice.archive() == bundle.signed(with: key).archive())
  }

  @Test("use keys that survive their text, and a text that is no key is refused")
  func keys() throws {
    let key = SigningKey()
    #expect(try SigningKey(pem: key.pem).verifyingKey == key.verifyingKey)
    #expect(try VerifyingKey(pem: key.verifyingKey.pem) == key.verifyingKey)
    #expect(key.pem.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
    for text in ["", "abc", key.verifyingKey.pem, String(key.pem.dropLast(30))] {
      #expect(throws: ProjectBundle.Fault.self) { try SigningKey(pem: text) }
    }
    #expect(throws: ProjectBundle.Fault.self) { try VerifyingKey(pem: key.pem) }
  }

  /// The key and the signature of the empty message are the first test vector of RFC 8032, 7.1.
  @Test("are Ed25519")
  func vector() throws {
    let seed: [UInt8] = [
      0x9D, 0x61, 0xB1, 0x9D, 0xEF, 0xFD, 0x5A, 0x60, 0xBA, 0x84, 0x4A, 0xF4, 0x92, 0xEC, 0x2C,
      0xC4, 0x44, 0x49, 0xC5, 0x69, 0x7B, 0x32, 0x69, 0x19, 0x70, 0x3B, 0xAC, 0x03, 0x1C, 0xAE,
      0x7F, 0x60,
    ]
    let key = try SigningKey(raw: seed)
    #expect(key.verifyingKey.text == "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
    let signature = try key.signature(of: [])
    #expect(signature.prefix(4) == [0xE5, 0x56, 0x43, 0x00])
    #expect(signature.suffix(2) == [0x10, 0x0B] && signature.count == 64)
  }

  @Test("do not give the private key away when it is printed")
  func hidden() {
    let key = SigningKey()
    #expect("\(key)" == "SigningKey(hidden)" && String(reflecting: key) == "SigningKey(hidden)")
    #expect(Mirror(reflecting: key).children.isEmpty)
  }
}
