import Secrets
import Testing

@Suite("Providers of secrets")
struct SecretProviderTests {
  /// A provider with fixed values, or one that fails.
  struct Fixed: SecretProvider {
    var name = "fixed"
    var values: [String: String] = [:]
    var fault: SecretFault?

    func secret(named name: String) throws(SecretFault) -> SecretValue? {
      if let fault { throw fault }
      return values[name].map { SecretValue($0) }
    }
  }

  static func value(_ name: String, of provider: some SecretProvider) throws -> String? {
    guard let secret = try provider.secret(named: name) else { return nil }
    return secret.withValue { $0 }
  }

  @Test("the environment is searched under its prefix only, and as shells can write names")
  func environment() throws {
    let secrets = EnvironmentSecrets([
      "SECRET_A": "x", "SECRET_B_C": "z", "PATH": "y", "SECRET_": "w",
    ])
    #expect(try Self.value("A", of: secrets) == "x")
    #expect(try Self.value("B-C", of: secrets) == "z")
    #expect(try Self.value("B/C", of: secrets) == "z")
    #expect(try Self.value("PATH", of: secrets) == nil)
    #expect(try Self.value("", of: secrets) == nil)
    #expect(try Self.value("PATH", of: EnvironmentSecrets(["PATH": "y"], prefix: "")) == "y")
  }

  @Test("of a chain the first that knows a name gives the value, an empty one as well")
  func chain() throws {
    let chain = SecretChain([
      Fixed(name: "one", values: ["A": "1", "E": ""]),
      Fixed(name: "two", values: ["A": "2", "B": "3"]),
    ])
    #expect(try Self.value("A", of: chain) == "1")
    #expect(try Self.value("B", of: chain) == "3")
    #expect(chain.status(of: "A") == .found(provider: "one"))
    #expect(chain.status(of: "E") == .empty(provider: "one"))
    #expect(chain.status(of: "C") == .missing)
  }

  @Test("a broken source ends the search; one that does not give a secret does not")
  func faults() throws {
    let full = Fixed(name: "full", values: ["A": "1"])
    let broken = SecretChain([Fixed(fault: SecretFault("broken")), full])
    #expect(throws: SecretFault.self) { try Self.value("A", of: broken) }
    #expect(broken.status(of: "A") == .failed("broken"))
    let refusing = SecretChain([Fixed(fault: SecretFault("no", allowsOthers: true)), full])
    #expect(try Self.value("A", of: refusing) == "1")
    #expect(refusing.status(of: "B") == .failed("no"))
  }

  @Test("a command gets the name in its words, never in its program")
  func commandLine() throws {
    let command = SecretCommandLine(["op", "read", "op://vault/{name}/{name}", "{other}"])
    #expect(
      try command.arguments(for: "A;$(x)") == ["op", "read", "op://vault/A;$(x)/A;$(x)", "{other}"])
    #expect(try command.arguments(for: "{name}")[2] == "op://vault/{name}/{name}")
    for name in [
      "-o", "--help", "a/../b", "..", "", "a b", "a\nb", String(repeating: "a", count: 300),
    ] {
      #expect(throws: SecretFault.self) { try command.arguments(for: name) }
    }
  }

  @Test(
    "names of files are one part of a path",
    arguments: [
      ("TOKEN", true), ("a.b-c_d", true), (".hidden", true), ("", false), (".", false),
      ("..", false),
      ("..data", false), ("a/b", false), ("/etc/passwd", false), ("a\u{0}b", false),
    ])
  func fileNames(name: String, expected: Bool) {
    #expect(SecretText.isFileName(name) == expected)
  }

  @Test(
    "one line end at the end is no part of the value",
    arguments: [
      ("x\n", "x"), ("x\r\n", "x"), ("x\n\n", "x\n"), ("\n", ""), ("", ""), (" x ", " x "),
    ])
  func lineEnd(text: String, expected: String) throws {
    guard let secret = SecretText.value(of: Array(text.utf8)) else {
      Issue.record("no value")
      return
    }
    #expect(secret.withValue { $0 } == expected)
  }
}
