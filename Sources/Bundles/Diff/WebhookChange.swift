package import JSON
import Text
package import Webhooks

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

    package static func all(
      from old: WebhookManifest, to new: WebhookManifest
    ) -> [WebhookChange] {
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
      let webhook: WebhookEntry
      let place: Place
      var path: String? { webhook.path }

      /// The identity of a webhook; several webhooks of one element are numbered.
      struct Place: Hashable {
        var process: String?
        var element: String?
        var number: Int
      }

      static func all(_ manifest: WebhookManifest) -> [Entry] {
        var counts: [Place: Int] = [:]
        return manifest.entries.map { webhook in
          var place = Place(process: webhook.process, element: webhook.element, number: 0)
          counts[place, default: 0] += 1
          place.number = counts[place] ?? 0
          return Entry(webhook: webhook, place: place)
        }
      }

      func change(_ change: Change, _ details: [BundleDiff.Detail] = []) -> WebhookChange {
        WebhookChange(
          change: change, process: place.process, element: place.element,
          elementName: oneLine(webhook.elementName), path: path, details: details)
      }

      /// The values whose changes matter to callers of the webhook, with their readable names.
      private static let members: [(what: String, value: @Sendable (WebhookEntry) -> String?)] = [
        ("path", { $0.path }),
        ("element", { $0.element }),
        ("process", { $0.process }),
        ("process executable", { $0.isExecutable ? "on" : "off" }),
        ("connector", { $0.connectorType }),
        ("methods", { $0.methods.joined(separator: " ") }),
        ("authentication", { $0["inbound.auth.type"] }),
        ("signature", { $0.validatesSignature ? "on" : "off" }),
        ("signature header", { $0["inbound.hmacHeader"] }),
        ("signature algorithm", { $0["inbound.hmacAlgorithm"] }),
        ("signature scopes", { $0["inbound.hmacScopes"] }),
        ("signature secret", { $0["inbound.hmacSecret"] }),
        ("condition", { $0.activationCondition }),
        ("message", { $0.messageName }),
        ("correlation key of the process", { $0.processKey }),
        ("correlation key of the request", { $0["correlationKeyExpression"] }),
        ("message id", { $0["messageIdExpression"] }),
        ("time to live", { $0["messageTtl"] }),
        ("result variable", { $0["resultVariable"] }),
        ("result expression", { $0["resultExpression"] }),
      ]

      func differences(from old: Entry) -> [BundleDiff.Detail] {
        if webhook == old.webhook { return [] }
        var details = Self.members.compactMap { what, value in
          BundleDiff.Detail(what, value(old.webhook), value(webhook))
        }
        if path == old.path {
          details += [BundleDiff.Detail("URL", old.url, url)].compactMap { $0 }
        }
        return details
      }

      private var url: String? { webhook.addresses.first?.url }
    }
  }
}
