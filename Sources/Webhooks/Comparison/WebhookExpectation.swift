import JSON
import ProjectModel

/// A URL that the list should contain.
struct WebhookExpectation {
  package var id: String
  package var label: String
  package var environment: String
  package var url: String
  package var methods: [String]
  /// The number, service or sender that should have it; nil for any.
  package var owner: String?

  /// The expected entries of a list: all webhooks in a manifest, those that Twilio calls in its
  /// lists.
  package static func all(
    in manifest: WebhookManifest, _ environments: [ProjectEnvironment], _ listing: WebhookListing
  ) -> [WebhookExpectation] {
    let kinds = Set(listing.items.compactMap(\.kind))
    let expected = manifest.entries.flatMap { entry -> [WebhookExpectation] in
      guard let id = entry.id else { return [] }
      return entry.addresses.flatMap { address -> [WebhookExpectation] in
        var expected = WebhookExpectation(
          id: id, label: entry.label, environment: address.environment, url: address.url,
          methods: entry.methods)
        guard listing.origin == .twilio else { return [expected] }
        let environment = environments.first { $0.name == address.environment }
        let numbers = (environment?.twilio.numbers ?? []).filter { $0.webhook == id }
        if numbers.isEmpty { return entry.isTwilio ? [expected] : [] }
        return numbers.filter { kinds.contains($0.kind) }.map { number in
          expected.owner = number.address
          return expected
        }
      }
    }
    return merged(expected)
  }

  /// Merges events with the same URL, which are one entry elsewhere and accept the methods of all.
  private static func merged(_ all: [WebhookExpectation]) -> [WebhookExpectation] {
    var merged: [WebhookExpectation] = []
    var places: [[String?]: Int] = [:]
    for expected in all {
      let key = [expected.environment, expected.url, expected.owner]
      if let place = places[key] {
        merged[place].methods += expected.methods.filter { !merged[place].methods.contains($0) }
      } else {
        places[key] = merged.count
        merged.append(expected)
      }
    }
    return merged
  }
}
