import Secrets
import Testing

@Suite("JSON and YAML files of secrets")
struct SecretTableTests {
  static func value(_ name: String, in text: String, _ format: SecretTable.Format) throws -> String?
  {
    let table = try SecretTable(parsing: Array(text.utf8), as: format)
    guard let secret = try table.secret(named: name) else { return nil }
    return secret.withValue { $0 }
  }

  private static let json = """
    {"TOKEN": "flat", "twilio": {"auth": {"token": "deep"}, "sid": "AC1"}, "a.b": "exact",
     "a": {"b": "nested"}, "pin": 0.50, "on": true, "none": null, "list": [1], "empty": ""}
    """

  @Test(
    "give flat entries by name and nested ones along / or .",
    arguments: [
      ("TOKEN", "flat"), ("twilio/auth/token", "deep"), ("twilio.auth.token", "deep"),
      ("twilio/sid", "AC1"), ("a.b", "exact"), ("pin", "0.50"), ("on", "true"), ("empty", ""),
      ("none", nil), ("other", nil), ("twilio/other", nil), ("", nil), ("/", nil),
    ] as [(String, String?)])
  func lookup(name: String, expected: String?) throws {
    #expect(try Self.value(name, in: Self.json, .json) == expected)
  }

  @Test(
    "say what is no text, and what stands twice",
    arguments: [
      ("list", "'list' is a list, not a string"),
      ("twilio", "'twilio' is an object, not a string"),
      ("a/b", "'a/b' is defined twice in the file"),
    ])
  func unusable(name: String, expected: String) {
    let fault = #expect(throws: SecretFault.self) { try Self.value(name, in: Self.json, .json) }
    #expect(fault?.message == expected)
  }

  @Test("keep numbers of YAML as they are written")
  func numbers() throws {
    let yaml = "PIN: 0042\nflag: Yes\ntwilio:\n  token: |\n    two\n    lines\n"
    #expect(try Self.value("PIN", in: yaml, .yaml) == "0042")
    #expect(try Self.value("flag", in: yaml, .yaml) == "Yes")
    #expect(try Self.value("twilio/token", in: yaml, .yaml) == "two\nlines\n")
  }

  @Test(
    "tell the place of a fault, and never the text",
    arguments: [
      ("{\"A\": canary}", SecretTable.Format.json), ("A: \"canary", .yaml), ("[\"canary\"]", .json),
      ("canary", .yaml),
    ])
  func faults(text: String, format: SecretTable.Format) {
    let fault = #expect(throws: SecretFault.self) {
      try SecretTable(parsing: Array(text.utf8), as: format)
    }
    #expect(fault?.message.contains("canary") == false)
  }
}
