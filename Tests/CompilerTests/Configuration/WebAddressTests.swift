import Testing

@testable import ProjectModel

@Suite("Addresses of web servers")
struct WebAddressTests {
  @Test(
    "this machine has many names",
    arguments: [
      "http://localhost", "http://LOCALHOST:8080/p", "http://localhost.:80", "https://a.localhost",
      "http://127.0.0.1", "http://127.0.0.2:9", "http://127.1", "http://2130706433",
      "http://0x7f000001", "http://0.0.0.0:8080", "http://[::1]:9", "http://[0:0:0:0:0:0:0:1]",
      "http://[::]", "http://[::ffff:127.0.0.1]:9", "http://user:word@localhost/",
      "http://localhost?x=1", "http://localhost\"",
    ])
  func loopback(address: String) {
    #expect(WebAddress.isLoopback(address))
  }

  @Test(
    "others have similar names",
    arguments: [
      "http://127.example", "http://localhost.example", "http://mylocalhost", "http://128.0.0.1",
      "http://10.0.0.1", "http://[::2]", "http://[fe80::1]", "http://[::ffff:10.0.0.1]",
      "http://shop.example/localhost", "http://localhost@shop.example", "localhost", "",
    ])
  func others(address: String) {
    #expect(!WebAddress.isLoopback(address))
  }

  @Test(
    "hosts that no address can have are faults",
    arguments: [
      ("http://[zz]", "has an invalid IPv6 address '[zz]'"),
      ("http://[]:80", "has an invalid IPv6 address '[]'"),
      ("http://x<y>", "has an invalid host 'x<y>'"), ("http://x\\y", "has an invalid host 'x\\y'"),
      ("http://a..b:80/p", "has an invalid host 'a..b'"),
      ("http://.", "has an invalid host '.'"),
      ("http://h:+80", "has an invalid port '+80' (1–65535)"),
    ])
  func faults(address: String, fault: String) {
    #expect(WebAddress.fault(in: address) == fault)
  }

  @Test(
    "valid hosts",
    arguments: [
      "http://a", "https://a.example.:443/p/", "http://my_host:8080", "http://[::1]:80",
      "https://xn--bcher-kva.example", "https://bücher.example",
    ])
  func valid(address: String) {
    #expect(WebAddress.fault(in: address) == nil)
  }
}
