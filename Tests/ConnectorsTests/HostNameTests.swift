import Testing

@testable import Connectors

@Suite("Host names")
struct HostNameTests {
  @Test(
    "labels beyond ASCII are lowercased, composed and encoded",
    arguments: [
      ("API.example", "api.example"), ("bücher.example", "xn--bcher-kva.example"),
      ("BÜCHER.example", "xn--bcher-kva.example"), ("bu\u{308}cher.de", "xn--bcher-kva.de"),
      ("例え。テスト", "xn--r8jz45g.xn--zckzah"), ("[::1]", "[::1]"), ("a..ü", "a..xn--tda"),
    ])
  func ascii(_ host: String, _ encoded: String) {
    #expect(HostName.ascii(host) == encoded)
  }

  @Test("only the host of a URL is encoded")
  func url() {
    #expect(
      HostName.asciiURL("https://me:ü@bücher.example:8443/ü?q=ü")
        == "https://me:ü@xn--bcher-kva.example:8443/ü?q=ü")
    #expect(HostName.asciiURL("http://Plain.example/") == "http://Plain.example/")
    #expect(HostName.asciiURL("no url") == "no url")
  }

  @Test("an allowed host can be written either way")
  func allowed() throws {
    for host in ["bücher.example", "xn--bcher-kva.example"] {
      let destination = Destination(isLive: false, allowedHosts: [AllowedHost(host)])
      #expect(try destination.resolve("https://BÜCHER.example/a") == "https://BÜCHER.example/a")
      #expect(throws: ConnectorError.self) { try destination.resolve("https://bucher.example/") }
    }
  }
}
