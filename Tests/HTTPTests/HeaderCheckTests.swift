import HTTP
import Testing

@Suite("Headers that a model sets")
struct HeaderCheckTests {
  @Test(
    "headers of the connection and of the message's length are rejected",
    arguments: [
      "Content-Length", "transfer-encoding", "Connection", "Keep-Alive", "TE", "Trailer", "UPGRADE",
      "Expect", "Proxy-Authorization",
    ])
  func reserved(_ name: String) throws {
    let problem = try #require(HeaderCheck.problem(name: name, value: "x"))
    #expect(problem.contains(name))
  }

  @Test(
    "names and values that would start another header are rejected",
    arguments: [
      ("", "x"), ("A B", "x"), ("A:", "x"), ("É", "x"), ("A", "x\r\nB: y"), ("A", "\u{0}"),
      ("A\u{1B}", "x"),
    ])
  func illegal(_ name: String, _ value: String) throws {
    let problem = try #require(HeaderCheck.problem(name: name, value: value))
    #expect(!problem.unicodeScalars.contains("\u{1B}"))
  }

  @Test(
    "other headers are accepted",
    arguments: [("Authorization", "Bearer x"), ("X-A", ""), ("Host", "a.test"), ("X~1", "é\tz")])
  func accepted(_ name: String, _ value: String) {
    #expect(HeaderCheck.problem(name: name, value: value) == nil)
  }
}
