import Testing

@testable import Bundles

/// Private keys that OpenSSL encrypted with the passphrase "open sesame".
@Suite("Encrypted private keys")
struct EncryptedKeyTests {
  private static func pem(_ body: String) -> String {
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n\(body)\n-----END ENCRYPTED PRIVATE KEY-----\n"
  }

  private static let aes256 = """
    MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiBbaGuUJVHzwICCAAw
    DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEF/19nnTVtOZFHIe5nUcBLAEQP7l
    TsOU4D31qU1RgcPm63I3srWebavOKdDGXstC5cSz2BgZTNs+DIB30OQvmuJWVmNl
    B5Ecv89CArQX38bGXLE=
    """
  private static let aes192 = """
    MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgvqC/3zp7p1gICCAAw
    DAYIKoZIhvcNAgsFADAdBglghkgBZQMEARYEELUE8i9e94PJjjqaHB1ZhWUEQNAL
    gZs0z4VIqMqgThGakrqy0m/Jq61GPXPuI5mr8rf7mhvIsxL+TCHwrJyiGCv0k6fv
    j772dPoxOiGIMiPq4qA=
    """
  private static let aes128 = """
    MIGNMEkGCSqGSIb3DQEFDTA8MBsGCSqGSIb3DQEFDDAOBAj5SD1sXs63VgICCAAw
    HQYJYIZIAWUDBAECBBDHihdtV7NjuzeBTBsJzRWaBEBSUhe3RdbKJdcxSMyy9odt
    ol+PYed5/1VYaDL0Tfq7posgqinbMPKqQvI5mK62X0BzAA9yk8cANthFxzlt/8lG
    """
  private static let triple = """
    MIGKME4GCSqGSIb3DQEFDTBBMCkGCSqGSIb3DQEFDDAcBAgowC9/Eo77JQICCAAw
    DAYIKoZIhvcNAgkFADAUBggqhkiG9w0DBwQIktQXkk6VTOsEOHW3I4of5lNJJDKL
    me6eL6feo9zJzufssobyVH7JcsRCtbiTmOneui/OzOAu82w94d8/if7GOyxn
    """
  private static let scrypt = """
    MIGTME8GCSqGSIb3DQEFDTBCMCEGCSsGAQQB2kcECzAUBAhRRNpTgIRxEAICQAAC
    AQgCAQEwHQYJYIZIAWUDBAEqBBDVuk0n3U9ckKAjpotkhlRuBECkWij4e52kqdMi
    wQ3DKGu9azz3fZ1fvOMz3vtMk5Q7SfW4CNk4cUbDrMpcFfEAQNcmNvkAMJ/yoyD9
    sbrDzhY1
    """
  private static let x25519 = """
    MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAg/XRlE/FtUQwICCAAw
    DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEELS/rrfr/Sg+ejJZiioWxRsEQKZH
    ROy1rKnhIkjx8tS6dessG8bx+gligszSZAq0Qs5D0npBdpvAe20y4wwNrZQZ/Mmi
    aH7NHSS0Q4GXqyK64vA=
    """
  private static let manyRounds = """
    MIGdMFkGCSqGSIb3DQEFDTBMMCsGCSqGSIb3DQEFDDAeBAiBhpaQ0AGlFQIEATEt
    ADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQJsN75oyPHa8N8aq5yWaOLwRA
    Hq5wHDUvrk66Luh388oklFwithlqYJplF761obnE0DBeITtjD5PYFggwoI8FuCGp
    WwaQTsdwiHkSpZj6nLVaGw==
    """

  private func read(_ body: String, _ passphrase: String = "open sesame") throws -> SigningKey {
    try SigningKey(pem: Self.pem(body), passphrase: Array(passphrase.utf8))
  }

  @Test(
    "AES with 128, 192 and 256 bits, and keys derived with SHA-1, SHA-256 and SHA-512",
    arguments: [
      (aes256, "2hVxHthxFtkFYewQN0BaXbd342Bk1JKCzsBNTCS6Rfk="),
      (aes192, "8hHvhENFMVArDt7dI+7fxn1UNGOe7pBEosvmV72c1Aw="),
      (aes128, "drUsKSXp5GE0CW49wzg4y/5rgCsupUtIU7MJE0GfpTs="),
    ])
  func algorithms(body: String, publicKey: String) throws {
    #expect(SigningKey.isEncrypted(pem: Self.pem(body)))
    #expect(try read(body).verifyingKey.text == publicKey)
  }

  @Test("any white space separates the lines, as in variables of CI services")
  func oneLine() throws {
    let text = Self.pem(Self.aes256).replacing("\n", with: " ")
    let key = try SigningKey(pem: text, passphrase: Array("open sesame".utf8))
    let expected = try read(Self.aes256)
    #expect(key.verifyingKey == expected.verifyingKey)
  }

  @Test(
    "a wrong passphrase and a key of another kind are refused",
    arguments: [(aes256, "open Sesame"), (aes256, ""), (x25519, "open sesame")])
  func wrong(body: String, passphrase: String) {
    let fault = #expect(throws: ProjectBundle.Fault.self) { try read(body, passphrase) }
    #expect(
      fault?.message == "the passphrase is wrong, or the key is not an Ed25519 private key")
  }

  @Test(
    "other algorithms and too many rounds are refused",
    arguments: [
      (triple, "unsupported encryption of the key"), (scrypt, "unsupported encryption of the key"),
      (manyRounds, "20000000 rounds of PBKDF2 (at most 10,000,000)"),
    ])
  func unsupported(body: String, message: String) {
    let fault = #expect(throws: ProjectBundle.Fault.self) { try read(body) }
    #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "")")
  }

  @Test("a damaged key is refused, whichever byte is missing or changed")
  func damaged() throws {
    let bytes = try #require(
      PEM.content(labelled: "ENCRYPTED PRIVATE KEY", of: Self.pem(Self.aes256)))
    for count in bytes.indices {
      #expect(throws: ProjectBundle.Fault.self) {
        try EncryptedKey(der: Array(bytes.prefix(count)))
      }
    }
    // Up to the number of rounds; later bytes only change the key or the result.
    for index in 0..<30 {
      var changed = bytes
      changed[index] ^= 0x80
      #expect(throws: ProjectBundle.Fault.self, "\(index)") { try EncryptedKey(der: changed) }
    }
  }

  @Test("without a passphrase, an encrypted key is refused")
  func missing() {
    let fault = #expect(throws: ProjectBundle.Fault.self) {
      try SigningKey(pem: Self.pem(Self.aes256))
    }
    #expect(fault?.message == "the key is encrypted and needs a passphrase")
  }
}
