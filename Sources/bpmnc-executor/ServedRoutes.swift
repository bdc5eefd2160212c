import Connectors
import JSON
import Text
import Twilio
import Webhooks

/// What `bpmnc dev` serves, with an example for each route.
struct ServedRoutes {
  /// `http://127.0.0.1:PORT`.
  var origin: String
  var webhooks: [WebhookRoute]
  /// The numbers of the simulator and their webhooks; nil without a simulator.
  var numbers: [(number: String, webhook: String)]?
  /// The ids of the deployed processes.
  var processes: [String]

  var text: String {
    let routes =
      ids.map(webhook) + instances + [
        Route("GET /v2/topology", "the REST API", [curl("/v2/topology")]),
        Route("GET /", "the status page", [curl("/")]),
      ]
    return routes.map(\.text).joined()
  }

  private struct Route {
    var title: String
    var examples: [String]

    init(_ route: String, _ purpose: String, _ examples: [String]) {
      title = "\(route)  \(purpose)"
      self.examples = examples
    }

    var text: String { "\n\(title)\n" + examples.map { "  \($0)\n" }.joined() }
  }

  private static let customer = "+15005550001"

  // MARK: Webhooks

  /// The ids, without duplicates.
  private var ids: [String] {
    var seen: Set<String> = []
    return webhooks.map(\.id).filter { seen.insert($0).inserted }
  }

  private func webhook(_ id: String) -> Route {
    let routes = webhooks.filter { $0.id == id }
    let labels = routes.map { "\"\($0.label)\"" }.joined(separator: ", ")
    let number = numbers?.first { $0.webhook == id }?.number
    let method = Self.method(routes[0].methods)
    return Route(
      "\(method) \(WebhookURL.path(id: id))",
      "\(labels) in \(routes[0].processID)" + (number.map { "; texts to \($0)" } ?? ""),
      examples(routes[0], method, number))
  }

  /// A text message for webhooks that the simulator must sign, otherwise the request itself.
  private func examples(_ route: WebhookRoute, _ method: String, _ number: String?) -> [String] {
    guard route.isTwilio, let number else { return [request(route, method)] }
    let message: JSONValue = [
      "from": .string(Self.customer), "to": .string(number), "body": "Hello",
    ]
    return [
      "bpmnc sms send Hello --from \(Self.customer) --to \(number)"
        + (origin.hasSuffix(":8080") ? "" : " --port \(origin.split(separator: ":").last ?? "")"),
      curl("/simulator/messages", json: message),
    ]
  }

  private func request(_ route: WebhookRoute, _ method: String) -> String {
    var words: [String] = []
    if !["GET", "POST"].contains(method) { words += ["-X", method] }
    switch route.authentication {
    case .none: break
    case .basic: words += ["-u", "USER:PASSWORD"]
    case .apiKey: words += ["-H", "Authorization: KEY"]
    case .token: words += ["-H", "Authorization: Bearer TOKEN"]
    }
    if let hmac = route.hmac { words += ["-H", "\(hmac.header): SIGNATURE"] }
    if method != "GET" {
      words +=
        route.isTwilio
        ? ["-d", "Body=Hello", "-d", "From=%2B15005550001"]
        : ["-H", "Content-Type: application/json", "-d", "{}"]
    }
    return curl(WebhookURL.path(id: route.id), words)
  }

  /// The method to use of those that are accepted; none means any.
  private static func method(_ methods: Set<String>) -> String {
    ["POST", "GET", "PUT", "DELETE"].first { methods.isEmpty || methods.contains($0) } ?? "POST"
  }

  // MARK: REST API

  /// A route for each process that no webhook starts.
  private var instances: [Route] {
    let started = Set(webhooks.filter { !$0.kind.waits }.map(\.processID))
    return processes.filter { !started.contains($0) }.map { id in
      Route(
        "POST /v2/process-instances", "starts \(id)",
        [curl("/v2/process-instances", json: ["processDefinitionId": .string(id)])])
    }
  }

  private func curl(_ path: String, json: JSONValue) -> String {
    curl(path, ["-H", "Content-Type: application/json", "-d", json.text()])
  }

  private func curl(_ path: String, _ words: [String] = []) -> String {
    (["curl", origin + path] + words).map(ShellWord.quoted).joined(separator: " ")
  }
}
