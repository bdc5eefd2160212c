import HTTP
import JSON
import Testing

@testable import Connectors

@Suite("Formats that connectors read and write")
struct ConnectorTextTests {
  @Test("Retry-After is seconds or a date, and never longer than a day")
  func retryAfter() {
    #expect(RetryAfter.milliseconds("120", now: 0) == 120_000)
    #expect(RetryAfter.milliseconds("Thu, 01 Jan 1970 00:01:00 GMT", now: 10) == 50_000)
    #expect(RetryAfter.milliseconds("999999999", now: 0) == 86_400_000)
    #expect(RetryAfter.milliseconds("soon", now: 0) == nil)
  }

  @Test(
    "URLs are made valid without changing what they mean",
    arguments: [
      ("https://x.test/a b/é?q={{", "https://x.test/a%20b/%C3%A9?q=%7B%7B"),
      ("https://x.test/a%2Fb?x=%26&y=1+2", "https://x.test/a%2Fb?x=%26&y=1%202"),
      ("https://x.test/50%?a=1#part", "https://x.test/50%25?a=1"),
      ("https://x.test", "https://x.test"),
      ("https://x.test/a+b[1]?c[]=d+e", "https://x.test/a%2Bb%5B1%5D?c%5B%5D=d%20e"),
      ("http://u[1]:p w@[::1]:8080/a", "http://u%5B1%5D:p%20w@[::1]:8080/a"),
    ])
  func urls(_ text: String, _ expected: String) throws {
    #expect(try RequestURL.text(text, query: [], skipsEncoding: false) == expected)
  }

  @Test("a host with invalid characters is rejected", arguments: ["a b", "a\"b", "{{x}}", ""])
  func hosts(_ host: String) {
    #expect(throws: ConnectorError.self) {
      try RequestURL.text("https://\(host)/", query: [], skipsEncoding: false)
    }
  }

  @Test("query parameters are encoded; a null value becomes its name alone")
  func query() throws {
    let url = try RequestURL.text(
      "https://x.test/m?a=1",
      query: [("DateSent>", "2023-04-19T08:30:00Z"), ("To", "+1415 867"), ("none", nil)],
      skipsEncoding: false)
    #expect(
      url == "https://x.test/m?a=1&DateSent%3E=2023-04-19T08%3A30%3A00Z&To=%2B1415%20867&none")
  }

  @Test("a URL that is not encoded is rejected with skipEncoding")
  func skipsEncoding() throws {
    #expect(
      try RequestURL.text("https://x.test/a+b?c+d", query: [], skipsEncoding: true)
        == "https://x.test/a+b?c+d")
    #expect(
      try RequestURL.text("https://x.test/a[1]?b[]=%5B", query: [], skipsEncoding: true)
        == "https://x.test/a%5B1%5D?b%5B%5D=%5B")
    for url in [
      "https://x.test/a b", "https://x.test/é", "https://x.test/5%", "https://x.test/%zz",
    ] {
      #expect(throws: ConnectorError.self) {
        try RequestURL.text(url, query: [], skipsEncoding: true)
      }
    }
  }

  @Test("forms contain nulls as bare names and nested values in Java's format")
  func writing() {
    let body = JSONObject([
      ("Body", "a b&c"), ("n", 12), ("none", nil), ("list", ["x", 1]), ("map", ["a": true]),
    ])
    #expect(
      HTTPBody.form(body) == "Body=a+b%26c&n=12&none&list=%5Bx%2C+1%5D&map=%7Ba%3Dtrue%7D")
  }
}
