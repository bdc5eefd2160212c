import JSON
import ProjectModel

/// A row of a list from elsewhere. The spelling of keys varies: `sms_url` in Twilio's API, `smsUrl`
/// in its command line, `URL` in bpmnc's CSV.
struct WebhookRecord {
  private let members: [String: JSONValue]
  private let url: String?

  /// The rows of a document: an array of objects or URLs, or an object with such an array.
  package static func records(of document: JSONValue) -> [WebhookRecord]? {
    if let rows = document.array { return rows.compactMap(WebhookRecord.init) }
    let lists = ["webhooks", "incoming_phone_numbers", "services", "senders"]
    guard let rows = lists.lazy.compactMap({ document[$0]?.array }).first else { return nil }
    return rows.compactMap(WebhookRecord.init)
  }

  private init?(_ json: JSONValue) {
    url = json.string
    guard url != nil || json.object != nil else { return nil }
    members = Dictionary(
      (json.object?.members ?? []).map { (Self.normalized($0.key), $0.value) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func normalized(_ key: String) -> String {
    String(key.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  private func text(_ key: String) -> String? {
    members[key]?.string.flatMap { $0.isEmpty ? nil : $0 }
  }

  package var isTwilio: Bool {
    members["smsurl"] != nil || members["inboundrequesturl"] != nil || members["senderid"] != nil
  }

  package var items: [WebhookListing.Item] {
    if let url { return [WebhookListing.Item(url: url)] }
    if members["smsurl"] != nil {
      return [
        WebhookListing.Item(
          url: text("smsurl") ?? "", methods: [text("smsmethod") ?? "POST"],
          owner: text("phonenumber") ?? text("sid"), sid: text("sid"),
          noEffectReason: text("smsapplicationsid").map {
            "the number has the SmsApplicationSid \($0), so its SmsUrl has no effect"
          },
          kind: .number)
      ]
    }
    if members["inboundrequesturl"] != nil {
      let usesNumbers = members["useinboundwebhookonnumber"]
      return [
        WebhookListing.Item(
          url: text("inboundrequesturl") ?? "", methods: [text("inboundmethod") ?? "POST"],
          owner: text("sid"), sid: text("sid"),
          noEffectReason: usesNumbers == true || usesNumbers == "true"
            ? "the service uses the webhooks of its numbers, so its own has no effect" : nil,
          kind: .messagingService)
      ]
    }
    if let sender = text("senderid") {
      let webhook = members["webhook"]
      return [
        WebhookListing.Item(
          url: (webhook?["callback_url"] ?? webhook?["callbackUrl"])?.string ?? "",
          methods: [
            (webhook?["callback_method"] ?? webhook?["callbackMethod"])?.string ?? "POST"
          ],
          owner: sender, sid: text("sid"), kind: .whatsApp)
      ]
    }
    return manifestItems
  }

  /// The items of an entry of `bpmnc webhooks`: JSON or YAML with all URLs, or a CSV row.
  private var manifestItems: [WebhookListing.Item] {
    if let urls = members["urls"]?.array {
      let methods = members["methods"]?.array?.compactMap(\.string)
      return urls.compactMap { entry in
        entry["url"]?.string.map {
          WebhookListing.Item(url: $0, methods: methods, owner: entry["environment"]?.string)
        }
      }
    }
    guard let url = text("url"), !url.hasPrefix("(") else { return [] }
    var methods = (text("methods") ?? text("method"))?.uppercased()
      .split { ", ".contains($0) }.map(String.init)
    if methods == ["ANY"] { methods = ["GET", "POST", "PUT", "DELETE"] }
    return [WebhookListing.Item(url: url, methods: methods, owner: text("environment"))]
  }
}
