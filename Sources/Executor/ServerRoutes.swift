import Connectors
import HTTP
import RESTAPI
import Storage
import TwilioSimulator

/// Routes requests to the parts of the executor.
struct ServerRoutes: Sendable {
  let webhooks: WebhookHandler
  let engine: EngineAPI
  let page: StatusPage
  let documents: DocumentTable
  /// Nil with `--live`: then only the real Twilio may deliver messages.
  let simulator: Simulator?
  let log: ExecutorLog

  /// The response that rejects a request before its body is read; nil to read it.
  func rejection(ofHead request: ServerRequest) -> ServerResponse? {
    switch request.segments.first ?? nil {
    case "inbound":
      guard let path = webhookPath(request) else { return .empty(404) }
      return webhooks.rejection(ofHead: request, path: path)
    default: return isLocal(request) ? nil : .empty(404)
    }
  }

  func respond(to request: ServerRequest) async -> ServerResponse {
    do {
      switch request.segments.first ?? nil {
      case "inbound": return await webhooks.respond(to: request, path: webhookPath(request) ?? "")
      case "v2" where Self.isTwilio(request): fallthrough
      case "2010-04-01", "v1":
        return try await simulator?.respondAsTwilio(to: request) ?? .empty(404)
      case "v2":
        if let response = try await document(request) { return response }
        return await engine.respond(to: request)
      case "simulator": return try await simulator?.respondAsPhone(to: request) ?? .empty(404)
      case nil where request.method == "GET": return await page.response()
      case "page.js" where request.method == "GET": return .script(StatusPage.script)
      default: return .empty(404)
      }
    } catch {
      log.error("\(request.method) \(request.path): \(error)")
      return .empty(500)
    }
  }

  /// Whether a path below `/v2` is of Twilio's APIs; all others are of Camunda's.
  private static func isTwilio(_ request: ServerRequest) -> Bool {
    let segments = request.segments
    return segments.count > 1 && ["PhoneNumbers", "Services"].contains(segments[1])
  }

  /// `GET /v2/documents/{id}`: the content of a document; nil for other requests.
  private func document(_ request: ServerRequest) async throws -> ServerResponse? {
    let segments = request.segments
    guard request.method == "GET", segments.count == 3, segments[1] == "documents",
      let id = segments[2]
    else { return nil }
    guard let document = try await documents.document(id) else { return .empty(404) }
    // It may come from anybody: a browser must not run it as a page of this server.
    return ServerResponse(
      status: 200,
      headers: [
        ("Content-Type", document.contentType), ("X-Content-Type-Options", "nosniff"),
        ("Content-Disposition", "attachment"),
      ], body: document.bytes)
  }

  private func webhookPath(_ request: ServerRequest) -> String? {
    let segments = request.segments
    return segments.count == 2 ? segments[1] : nil
  }

  /// Only webhooks are public. A tunnel uses another host name, and a browser sends the origin of a
  /// web page that calls this server.
  private func isLocal(_ request: ServerRequest) -> Bool {
    let isLoopback = { (url: String) in
      let host = URLParts(url)?.host.lowercased() ?? ""
      return ["localhost", "127.0.0.1", "[::1]"].contains(host)
    }
    return isLoopback("http://\(request.header("host") ?? "")")
      && request.header("origin").map(isLoopback) ?? true
  }
}
