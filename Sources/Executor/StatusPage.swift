import Compiler
import Connectors
import EngineProtocol
import HTTP
import Time
import TwilioSimulator
import Webhooks

/// The page at `/`: processes, webhooks with their numbers and URLs, instances, incidents, the
/// conversation, and a field to send a text.
struct StatusPage: Sendable {
  let engine: any ProcessEngine
  let webhooks: ServedWebhooks
  let numbers: ServedNumbers
  /// Nil if the simulator is off.
  let simulator: Simulator?
  /// The base URL of webhooks.
  let publicURL: String

  private static let maximumRows = 50

  func response() async -> ServerResponse {
    do {
      let definitions = try await engine.processDefinitions()
      let instances = try await engine.instances(processID: nil, limit: Self.maximumRows)
      let incidents = try await engine.incidents(ofInstance: nil)
      let messages = try await simulator?.messages.suffix(Self.maximumRows)
      return .html(
        page([
          section(
            "Processes", ["Process", "Version", "File"],
            definitions.map { [$0.name ?? $0.id, String($0.version), $0.resourceName] }),
          section("Webhooks", ["Element", "Process", "URL", "Number"], webhookRows),
          section(
            "Instances", ["Instance", "Process", "State"],
            instances.map { [String($0.key), $0.definition.id, state($0)] }),
          section(
            "Incidents", ["Instance", "Element", "Message"],
            incidents.map { [String($0.instanceKey), $0.elementID, $0.message] }),
          messages.map {
            section("Conversation", ["Time", "From", "To", "Text", "Status"], rows($0))
          } ?? "",
        ]))
    } catch {
      // A page, because the script of the last one replaces its content with that of this one.
      var response = ServerResponse.html(
        page(["<p>The engine does not respond: \(String(describing: error))</p>"]))
      response.status = 503
      return response
    }
  }

  private var webhookRows: [[String]] {
    let numbers = simulator == nil ? [] : numbers.webhookIDs
    return webhooks.table.all.map { element in
      let route = element.route
      return [
        route.label, route.processID, WebhookURL.url(base: publicURL, id: route.id),
        numbers.first { $0.webhook == route.id }?.number ?? "",
      ]
    }
  }

  private func state(_ instance: ProcessInstance) -> String {
    instance.state.rawValue + (instance.hasIncident ? ", incident" : "")
  }

  private func rows(_ messages: some Sequence<TwilioMessage>) -> [[String]] {
    messages.map { message in
      [
        HTTPDate.rfc2822(message.created / 1000), message.from, message.to, message.body,
        message.status.rawValue,
      ]
    }
  }

  private func section(_ title: String, _ head: [String], _ rows: [[String]]) -> HTML {
    guard !rows.isEmpty else { return "<h2>\(title)</h2><p>None.</p>" }
    let body = rows.map { row -> HTML in "<tr>\(HTML(row.map { "<td>\($0)</td>" }))</tr>" }
    return """
      <h2>\(title)</h2>
      <div><table><tr>\(HTML(head.map { "<th>\($0)</th>" }))</tr>\(HTML(body))</table></div>
      """
  }

  /// The form that sends a text. Without a number to send it to, there is no form.
  private var form: HTML {
    let numbers = simulator == nil ? [] : numbers.webhookIDs
    guard !numbers.isEmpty else { return "" }
    let options = numbers.map { number, webhook -> HTML in
      "<option value=\"\(number)\">\(number) (\(webhook))</option>"
    }
    return """
      <form>
      <label>From <input name="from" value="+15005550001" inputmode="tel" required></label>
      <label>To <select name="to">\(HTML(options))</select></label>
      <label>Text <input name="body" autocomplete="off" required></label>
      <button>Send</button> <output></output>
      </form>
      """
  }

  private func page(_ sections: [HTML]) -> String {
    let html: HTML = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>bpmnc</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <noscript><meta http-equiv="refresh" content="5"></noscript>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; margin: 1rem auto; max-width: 70rem; padding: 0 1rem }
      main div { overflow-x: auto }
      table { border-collapse: collapse; width: 100% }
      th, td { border-bottom: 1px solid #ddd; padding: .3rem .6rem; text-align: left; vertical-align: top }
      form { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end }
      label { display: grid; flex: 1 1 12rem }
      input, select, button { font: inherit; padding: .3rem .5rem; min-width: 0 }
      </style></head>
      <body><h1>bpmnc</h1>\(form)<main>\(HTML(sections))</main>
      <script src="/page.js"></script></body></html>
      """
    return html.text
  }
}
