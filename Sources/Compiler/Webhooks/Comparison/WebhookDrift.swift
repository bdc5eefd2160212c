public import JSON

/// What a list from elsewhere lacks, has too much, and says differently than the diagrams do.
public struct WebhookDrift: Sendable {
  /// A difference, seen from the diagrams.
  public struct Difference: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
      case missing, stale, differs
    }

    public var kind: Kind
    public var environment: String?
    /// The webhook's id and the element's label; nil for what the diagrams don't have.
    public var id: String?
    public var label: String?
    /// What the diagrams say.
    public var url: String?
    /// What the list says.
    public var found: String?
    /// The number, service or sender.
    public var owner: String?
    /// What differs, in words.
    public var reason: String?
  }

  public private(set) var differences: [Difference] = []

  /// - Parameters:
  ///   - document: what `WebhookManifest.json` makes for these environments.
  ///   - others: environments that a manifest may have as well.
  public init(
    _ document: JSONValue, environments: [ProjectEnvironment], listing: WebhookListing,
    ignoring others: Set<String> = []
  ) {
    var comparison = WebhookComparison(listing, ignoring: others)
    for expected in WebhookExpectation.all(in: document, environments, listing) {
      comparison.compare(expected)
    }
    comparison.finish(environments)
    differences = Difference.Kind.allCases.flatMap { kind in
      comparison.differences.filter { $0.kind == kind }
    }
  }

  public var isEmpty: Bool { differences.isEmpty }

  public var json: JSONValue {
    func list(_ kind: Difference.Kind) -> JSONValue {
      .array(
        differences.filter { $0.kind == kind }.map { difference in
          [
            "id": JSONValue(difference.id), "element": JSONValue(difference.label),
            "environment": JSONValue(difference.environment), "url": JSONValue(difference.url),
            "found": JSONValue(difference.found), "owner": JSONValue(difference.owner),
            "reason": JSONValue(difference.reason),
          ]
        })
    }
    return [
      "version": 1, "missing": list(.missing), "stale": list(.stale), "differs": list(.differs),
    ]
  }

  /// A line for each difference.
  public var text: String {
    guard !isEmpty else { return "the list is as the diagrams say\n" }
    return differences.map { difference in
      let owner = difference.owner.map { "\($0): " } ?? ""
      let label = difference.label.map { " (\"\($0)\")" } ?? ""
      switch difference.kind {
      case .missing: return "missing  \(owner)\(difference.url ?? "")\(label)\n"
      case .stale: return "stale    \(owner)\(difference.found ?? "")\n"
      case .differs:
        return "differs  \(owner)\(difference.url ?? "")\(label): \(difference.reason ?? "")\n"
      }
    }.joined()
  }
}

/// A URL that the list should have.
struct WebhookExpectation {
  var id: String
  var label: String
  var environment: String
  var url: String
  var methods: [String]
  /// The number, service or sender that should have it; nil where it does not matter.
  var owner: String?

  /// What is expected of a list: of a manifest everything, of Twilio's lists what Twilio calls.
  static func all(
    in document: JSONValue, _ environments: [ProjectEnvironment], _ listing: WebhookListing
  ) -> [WebhookExpectation] {
    let kinds = Set(listing.items.compactMap(\.kind))
    return WebhookEntry.all(in: document).flatMap { entry -> [WebhookExpectation] in
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
  }
}

/// The comparison while it goes on.
private struct WebhookComparison {
  let listing: WebhookListing
  private(set) var differences: [WebhookDrift.Difference] = []
  private let urls: [ComparableURL]
  private let places: [ComparableURL: [Int]]
  private var used: Set<Int> = []
  private var pending: [WebhookExpectation] = []

  init(_ listing: WebhookListing, ignoring others: Set<String>) {
    self.listing = listing
    if listing.origin == .manifest {
      used = Set(
        listing.items.indices.filter { listing.items[$0].owner.map(others.contains) ?? false })
    }
    urls = listing.items.map { ComparableURL($0.url) }
    places = Dictionary(grouping: urls.indices) { [urls] in urls[$0] }
  }

  mutating func compare(_ expected: WebhookExpectation) {
    if let owner = expected.owner {
      guard let index = listing.items.firstIndex(where: { $0.owner == owner || $0.sid == owner })
      else { return add(.missing, expected, reason: "\(owner) is not in the list") }
      used.insert(index)
      if listing.items[index].url.isEmpty {
        add(.differs, expected, index, reason: "\(owner) calls nothing")
      } else if ComparableURL(expected.url).matches(urls[index]) {
        compareRest(expected, index)
      } else {
        add(.differs, expected, index, reason: "it calls \(listing.items[index].url)")
      }
      return
    }
    let found = indexes(of: ComparableURL(expected.url))
    if found.isEmpty {
      pending.append(expected)
      return
    }
    used.formUnion(found)
    for index in found { compareRest(expected, index) }
  }

  private func indexes(of url: ComparableURL) -> [Int] {
    if url.text.contains("{{") {
      return urls.indices.filter { url.matches(urls[$0]) }
    }
    return places[url] ?? []
  }

  /// Methods: a manifest says all of them, other lists the one that is used.
  private mutating func compareRest(_ expected: WebhookExpectation, _ index: Int) {
    let item = listing.items[index]
    if let shadow = item.shadow { add(.differs, expected, index, reason: shadow) }
    guard let methods = item.methods else { return }
    let isSame =
      listing.origin == .manifest
      ? Set(methods) == Set(expected.methods) : methods.allSatisfy(expected.methods.contains)
    guard !isSame else { return }
    add(
      .differs, expected, index,
      reason: "the list has \(methods.joined(separator: " ")), the diagram answers "
        + expected.methods.joined(separator: " "))
  }

  /// What is left: an id at another address differs, the rest is missing or stale.
  mutating func finish(_ environments: [ProjectEnvironment]) {
    for expected in pending {
      let segment = ComparableURL(expected.url).lastSegment
      // In a manifest an environment's entry stands for that environment only.
      let index = urls.indices.first { index in
        let item = listing.items[index]
        return !used.contains(index) && !item.url.isEmpty && urls[index].lastSegment == segment
          && (listing.origin != .manifest || item.owner == nil
            || item.owner == expected.environment)
      }
      guard let index else {
        add(.missing, expected)
        continue
      }
      used.insert(index)
      add(.differs, expected, index, reason: "the list has \(listing.items[index].url)")
    }
    for index in urls.indices where !used.contains(index) && isOurs(index, environments) {
      let item = listing.items[index]
      differences.append(
        WebhookDrift.Difference(
          kind: .stale, environment: listing.origin == .manifest ? item.owner : nil,
          found: item.url, owner: listing.origin == .twilio ? item.owner : nil))
    }
  }

  /// Twilio's lists also have numbers of other projects: stale is what calls connectors.
  private func isOurs(_ index: Int, _ environments: [ProjectEnvironment]) -> Bool {
    if listing.origin != .twilio { return true }
    let url = urls[index].text
    return url.contains("/inbound/")
      || environments.contains { environment in
        environment.webhookBase.map { url.hasPrefix(ComparableURL($0).text + "/") } ?? false
      }
  }

  private mutating func add(
    _ kind: WebhookDrift.Difference.Kind, _ expected: WebhookExpectation, _ index: Int? = nil,
    reason: String? = nil
  ) {
    let item = index.map { listing.items[$0] }
    differences.append(
      WebhookDrift.Difference(
        kind: kind, environment: expected.environment, id: expected.id, label: expected.label,
        url: expected.url, found: item?.url,
        owner: expected.owner ?? (listing.origin == .twilio ? item?.owner : nil),
        reason: reason))
  }
}
