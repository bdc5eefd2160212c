import Testing

@testable import HTTP

@Suite("URLs")
struct URLPartsTests {
  @Test(
    "redirect targets are resolved",
    arguments: [
      ("https://y.test/z", "https://y.test/z"), ("/z", "https://x.test:81/z"),
      ("z", "https://x.test:81/a/z"), ("?q", "https://x.test:81/a/b?q"),
      ("//y.test/z", "https://y.test/z"),
    ])
  func redirects(_ location: String, _ expected: String) {
    #expect(URLParts.resolving(location, against: "https://x.test:81/a/b?c") == expected)
  }
}
