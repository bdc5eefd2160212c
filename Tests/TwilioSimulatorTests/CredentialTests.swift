import JSON
import Testing

@testable import TwilioSimulator

@Suite("Credentials of the simulated account")
struct CredentialTests {
  private static let refused: [String?] = [
    nil, "AC1:wrong", "AC1:", ":token", "AC9:token", "AC2:token", "AC1:test",
    SimulatedAccount.key + ":wrong", "SK" + String(repeating: "1", count: 32) + ":secret",
  ]

  @Test("wrong credentials, and those of another account, are rejected", arguments: refused)
  func wrong(_ credentials: String?) async throws {
    let account = try SimulatedAccount()
    let (status, json) = try await account.send(
      "GET", SimulatedAccount.path, credentials: credentials)
    #expect(status == 401 && json["code"] == 20003)
  }

  @Test("the auth token and an API key of the account are accepted")
  func right() async throws {
    let account = try SimulatedAccount()
    for credentials in ["AC1:token", "\(SimulatedAccount.key):secret"] {
      let list = try await account.send("GET", SimulatedAccount.path, credentials: credentials)
      #expect(list.status == 200)
    }
    let other = "/2010-04-01/Accounts/AC2/Messages.json"
    let key = try await account.send(
      "GET", other, credentials: "\(SimulatedAccount.key):secret")
    #expect(key.status == 401)
  }

  private static let magic: [(to: String, from: String, code: Int?)] = [
    ("+4915112345678", "+15005550006", nil), ("+4915112345678", "+15005550001", 21212),
    ("+4915112345678", "+15005550007", 21606), ("+4915112345678", "+15005550008", 21611),
    ("+4915112345678", "+15005550010", 21606), ("+15005550001", "+15005550006", 21211),
    ("+15005550002", "+15005550006", 21612), ("+15005550003", "+15005550006", 21408),
    ("+15005550004", "+15005550006", 21610), ("+15005550009", "+15005550006", 21614),
    ("+15005550001", "+15005550001", 21211), ("0", "+15005550006", 21211),
  ]

  @Test("behaviour 29: magic numbers with test credentials", arguments: magic)
  func magicNumbers(_ row: (to: String, from: String, code: Int?)) async throws {
    let account = try SimulatedAccount()
    let (status, json) = try await account.send(
      "POST", "/2010-04-01/Accounts/AC2/Messages.json",
      [("To", row.to), ("From", row.from), ("Body", "x")], credentials: "AC2:test")
    #expect(json["code"] == row.code.map { JSONValue($0) })
    #expect(status == (row.code == nil ? 201 : 400))
    #expect(try await account.store.messages().isEmpty)
  }

  @Test("behaviour 29: test credentials cannot list messages")
  func testList() async throws {
    let (status, json) = try await SimulatedAccount().send(
      "GET", "/2010-04-01/Accounts/AC2/Messages.json", credentials: "AC2:test")
    #expect(status == 403 && json["code"] == 20008)
  }
}
