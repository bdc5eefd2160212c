import ExecutorTestSupport
import HTTP
import Testing

@testable import Connectors

@Suite("Proxies", .timeLimit(.minutes(1)))
struct ProxyTests {
  private static func proxy(_ url: String, _ variables: [String: String]) throws -> String? {
    let parts = try #require(URLParts(url))
    return try ProxySettings(environment: variables).server(for: parts)
      .map { "\($0.host):\($0.port)" }
  }

  @Test("the variable of the scheme counts, lower case first, then ALL_PROXY")
  func schemes() throws {
    let all = ["ALL_PROXY": "http://all:1", "HTTPS_PROXY": "s:2", "https_proxy": "http://t:3/"]
    #expect(try Self.proxy("https://a.test", all) == "t:3")
    #expect(try Self.proxy("http://a.test", all) == "all:1")
    #expect(try Self.proxy("http://a.test", ["HTTPS_PROXY": "s:2"]) == nil)
    #expect(try Self.proxy("http://a.test", ["HTTP_PROXY": " "]) == nil)
  }

  @Test(
    "NO_PROXY names hosts with their subdomains, and ports; this machine never needs a proxy",
    arguments: [
      ("http://shop.test", false), ("http://a.SHOP.test", false), ("http://noshop.test", true),
      ("http://dot.test", false), ("http://b.dot.test", false), ("http://port.test:81", false),
      ("http://port.test", true), ("http://10.0.0.1", false), ("http://10.0.0.11", true),
      ("http://[fd00::1]:8080", false), ("http://localhost:1", false), ("http://127.0.0.9", false),
      ("http://[::1]", false),
    ])
  func exceptions(_ url: String, _ usesProxy: Bool) throws {
    let variables = [
      "http_proxy": "p:1", "NO_PROXY": "shop.test, .dot.test port.test:81,10.0.0.1,fd00::1",
    ]
    #expect(try Self.proxy(url, variables) == (usesProxy ? "p:1" : nil))
    #expect(try Self.proxy(url, variables.merging(["NO_PROXY": "*"]) { $1 }) == nil)
  }

  @Test(
    "what is not supported is rejected, without credentials in the message",
    arguments: [
      ["HTTP_PROXY": "https://u:canary@p:1"], ["HTTP_PROXY": "socks5://u:canary@p:1"],
      ["HTTP_PROXY": "http://u:canary@p:port"], ["HTTP_PROXY": "p:1/path"],
      ["NO_PROXY": "10.0.0.0/8"], ["NO_PROXY": "*.shop.test"],
    ])
  func rejected(_ variables: [String: String]) throws {
    let fault = #expect(throws: ProxySettings.Fault.self) {
      try ProxySettings(environment: variables)
    }
    let message = try #require(fault).message
    #expect(message.contains("PROXY") && !message.contains("canary"))
  }

  @Test("a request connects through the proxy, with its credentials; an excepted one directly")
  func request() async throws {
    try await StubServer.with({ request, _ in
      request.method == "CONNECT" ? .bytes(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)) : .http()
    }) { proxy in
      let address = proxy.origin.dropFirst("http://".count)
      let transport = HTTPClientTransport(
        proxies: try ProxySettings(environment: ["HTTP_PROXY": "http://u:p%40ss@\(address)"]))
      for url in ["http://shop.test/a", proxy.origin + "/b"] {
        let response = try await transport.send(OutgoingRequest(method: "GET", url: url))
        #expect(response.status == 200)
      }
      try await transport.shutdown()
      #expect(proxy.requests.map(\.method) == ["CONNECT", "GET", "GET"])
      #expect(proxy.requests[0].target == "shop.test:80")
      #expect(proxy.requests[0].head.contains("Basic dTpwQHNz"))
      #expect(proxy.requests[1].target == "/a" && !proxy.requests[1].head.contains("Basic"))
      #expect(proxy.requests[2].target == "/b")
    }
  }
}
