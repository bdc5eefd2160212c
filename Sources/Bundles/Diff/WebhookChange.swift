package import JSON
import Text

extension BundleDiff {
  /// A webhook that a deployment adds, removes, moves or changes.
  public struct WebhookChange: Sendable, Hashable {
    /// What happened to a webhook.
    public enum Change: String, Sendable {
      case added, removed
      /// The same element at another path.
      case moved
      /// Another element at the same path.
      case takenOver = "taken-over"
      case changed
    }

    /// What happened to it.
    public var change: Change
    /// The ID of its process.
    public var process: String?
    /// The ID of its element.
    public var element: String?
    /// The name of its element.
    public var elementName: String?
    /// Its path.
    public var path: String?
    /// What changed about it.
    public var details: [BundleDiff.Detail]

    package static func all(from old: JSONValue, to new: JSONValue) -> [WebhookChange] {
      let before = Entry.all(old)
      let after = Entry.all(new)
      let byPlace = Dictionary(
        before.map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
      let places = Set(after.map(\.place))
      // Webhooks whose element is gone; another element may have taken over the path.
      var orphans = Dictionary(
        grouping: before.filter { !places.contains($0.place) }, by: { $0.path ?? "" })
      var changes: [WebhookChange] = []
      for entry in after {
        if let then = byPlace[entry.place] {
          let details = entry.differences(from: then)
          if entry.path != then.path {
            changes.append(entry.change(.moved, details))
          } else if !details.isEmpty {
            changes.append(entry.change(.changed, details))
          }
        } else if let path = entry.path, let then = orphans[path]?.first {
          orphans[path]?.removeFirst()
          changes.append(entry.change(.takenOver, entry.differences(from: then)))
        } else {
          changes.append(entry.change(.added))
        }
      }
      let gone = Set(orphans.values.joined().map(\.place))
      return changes + before.filter { gone.contains($0.place) }.map { $0.change(.removed) }
    }

    /// An entry of `webhooks.json`.
    private struct Entry {
      let json: JSONValue
      let place: Place
      var path: String? { json["path"]?.string }

      /// The identity of a webhook; several webhooks of one element are numbered.
      struct Place: Hashable {
        var process: String?
        var element: String?
        var number: Int
      }

      static func all(_ document: JSONValue) -> [Entry] {
        var counts: [Place: Int] = [:]
        return (document["webhooks"]?.array ?? []).map { json in
          var place = Place(
            process: json["process"]?.string, element: json["element"]?.string, number: 0)
          counts[place, default: 0] += 1
          place.number = counts[place] ?? 0
          return Entry(json: json, place: place)
        }
      }

      func change(_ change: Change, _ details: [BundleDiff.Detail] = []) -> WebhookChange {
        WebhookChange(
          change: change, process: place.process, element: place.element,
          elementName: oneLine(json["elementName"]?.string), path: path, details: details)
      }

      /// The members whose changes matter to callers of the webhook, with their readable names.
      private static let members: [(what: String, path: [String])] = [
        ("path", ["path"]),
        ("element", ["element"]),
        ("process", ["process"]),
        ("process executable", ["executable"]),
        ("connector", ["connectorType"]),
        ("methods", ["methods"]),
        ("authentication", ["authentication"]),
        ("signature", ["hmac", "enabled"]),
        ("signature header", ["hmac", "header"]),
        ("signature algorithm", ["hmac", "algorithm"]),
        ("signature scopes", ["hmac", "scopes"]),
        ("signature secret", ["hmac", "secret"]),
        ("condition", ["activationCondition"]),
        ("message", ["correlation", "messageName"]),
        ("correlation key of the process", ["correlation", "processKey"]),
        ("correlation key of the request", ["correlation", "payloadKey"]),
        ("message id", ["correlation", "messageId"]),
        ("time to live", ["correlation", "timeToLive"]),
        ("result variable", ["resultVariable"]),
        ("result expression", ["resultExpression"]),
      ]

      func differences(from old: Entry) -> [BundleDiff.Detail] {
        if json == old.json { return [] }
        var details = Self.members.compactMap { member in
          BundleDiff.Detail(
            member.what, Self.text(old.json, member.path), Self.text(json, member.path))
        }
        if path == old.path {
          details += [BundleDiff.Detail("URL", old.url, url)].compactMap { $0 }
        }
        return details
      }

      private var url: String? { json["urls"]?[0]?["url"]?.string }

      private static func text(_ json: JSONValue, _ path: [String]) -> String? {
        let value = path.reduce(Optional(json)) { $0?[$1] }
        return switch value {
        case .string(let text)?: text
        case .bool(let flag)?: flag ? "on" : "off"
        case .array(let items)?: items.compactMap(\.string).joined(separator: " ")
        default: nil
        }
      }
    }
  }
}
