import HTTP
import Testing

@testable import Connectors

@Suite("Hosts that may be called")
struct AllowedHostTests {
  @Test(
    "a host matches its URLs; a port only its own",
    arguments: [
      ("Shop.example", "https://shop.EXAMPLE/a", true),
      ("shop.example", "http://shop.example:8080", true),
      ("shop.example", "https://shop.example.evil.test", false),
      ("shop.example:8443", "https://shop.example:8443/a", true),
      ("shop.example:8443", "https://shop.example/a", false),
      ("shop.example:443", "https://shop.example/a", true),
      ("shop.example:443", "http://shop.example/a", false),
      ("[::1]", "http://[::1]:8080/", true), ("[::1]:80", "http://[::1]/", true),
      ("[::1]:81", "http://[::1]/", false),
    ])
  func matching(_ host: String, _ url: String, _ isAllowed: Bool) throws {
    let destination = Destination(isLive: false, allowedHosts: [try AllowedHost(parsing: host)])
    #expect(((try? destination.resolve(url)) != nil) == isAllowed)
  }

  @Test(
    "anything else is rejected with the reason",
    arguments: [
      ("https://shop.example", "scheme"), ("::1", "brackets"), ("fe80::1:80", "brackets"),
      ("shop.example/path", "path"), ("shop.example:port", "port"), ("shop.example:70000", "port"),
      ("user@shop.example", "path"), ("", "host"), ("[::1", "host"), ("[::1]x", "host"),
      ("shop.example:", "port"),
    ])
  func rejected(_ text: String, _ reason: String) {
    let fault = #expect(throws: AllowedHost.Fault.self) { try AllowedHost(parsing: text) }
    #expect(fault?.message.contains(reason) == true)
  }
}
