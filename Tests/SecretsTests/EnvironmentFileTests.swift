import Testing

@testable import Secrets

@Suite("Files of NAME=VALUE lines")
struct EnvironmentFileTests {
  static func values(_ text: String) throws -> [String: String] {
    try EnvironmentFile(parsing: Array(text.utf8)).values
  }

  @Test(
    "are read as docker compose and dotenv read them",
    arguments: [
      ("A=plain value # comment", "plain value"), ("A= # comment", ""),
      ("A=#no comment", "#no comment"),
      ("A=x#y", "x#y"), ("A=  x  ", "x"), ("export A=x", "x"), ("export\tA=x", nil), ("A =x", "x"),
      ("A=", ""), ("A=\"\"", ""), ("A=''", ""), ("A=a=b", "a=b"), ("A=pa$$word", "pa$$word"),
      (#"A="two\nlines \"x\" \\ \$5""#, "two\nlines \"x\" \\ $5"), (#"A="\q""#, "\\q"),
      (#"A='raw \n $A'"#, #"raw \n $A"#), (#"A='it\'s'"#, "it's"), ("A='x' # comment", "x"),
      ("A=\"-----BEGIN\nKEY-----\"", "-----BEGIN\nKEY-----"), ("A='one\ntwo'", "one\ntwo"),
      ("A=x\r\nB=y\r\n", "x"), ("\u{FEFF}A=x", "x"), ("A=1\nA=2", "2"),
      ("# only\n\n  # comments", nil),
    ] as [(String, String?)])
  func values(text: String, expected: String?) throws {
    let value = try? Self.values(text)["A"]
    #expect(value == expected)
  }

  @Test(
    "tell the line of a fault, and never its text",
    arguments: [
      ("A=1\ncanary", "line 2: expected NAME=VALUE"),
      ("A B=canary", "line 1: expected a name without spaces before '='"),
      ("=canary", "line 1: expected a name without spaces before '='"),
      ("\nA=\"canary\nB=1", "line 2: the value of A has no closing quote"),
      ("A=\"canary\" x", "line 1: only a comment may follow A's closing quote"),
    ])
  func faults(text: String, expected: String) {
    let fault = #expect(throws: SecretFault.self) { try Self.values(text) }
    #expect(fault?.message == expected)
    #expect(fault?.message.contains("canary") == false)
  }

  @Test("that are no UTF-8 are refused")
  func encoding() {
    #expect(throws: SecretFault("not valid UTF-8")) {
      try EnvironmentFile(parsing: Array("A=".utf8) + [0xFF])
    }
  }
}
