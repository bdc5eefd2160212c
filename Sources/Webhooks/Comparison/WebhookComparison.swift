import ProjectModel

/// The state of a comparison of webhooks with a list.
struct WebhookComparison {
  package let listing: WebhookListing
  package private(set) var differences: [WebhookDrift.Difference] = []
  private let urls: [ComparableURL]
  private let places: [ComparableURL: [Int]]
  /// The entries by the last segment of their path.
  private let endings: [Substring: [Int]]
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
    endings = Dictionary(grouping: urls.indices) { [urls] in urls[$0].lastSegment }
  }

  package mutating func compare(_ expected: WebhookExpectation) {
    if let owner = expected.owner {
      guard let index = listing.items.firstIndex(where: { $0.owner == owner || $0.sid == owner })
      else { return add(.missing, expected, reason: "\(owner) is not in the list") }
      used.insert(index)
      if listing.items[index].url.isEmpty {
        add(.differs, expected, index, reason: "\(owner) has no webhook URL")
      } else if ComparableURL(expected.url).matches(urls[index]) {
        compareMethods(expected, index)
      } else {
        add(.differs, expected, index, reason: "the configured URL is \(listing.items[index].url)")
      }
      return
    }
    let found = indexes(of: ComparableURL(expected.url))
    if found.isEmpty {
      pending.append(expected)
      return
    }
    used.formUnion(found)
    for index in found { compareMethods(expected, index) }
  }

  private func indexes(of url: ComparableURL) -> [Int] {
    if url.text.contains("{{") {
      return urls.indices.filter { url.matches(urls[$0]) }
    }
    return places[url] ?? []
  }

  /// Compares the methods: a manifest lists all of them, other lists the configured one.
  private mutating func compareMethods(_ expected: WebhookExpectation, _ index: Int) {
    let item = listing.items[index]
    if let reason = item.noEffectReason { add(.differs, expected, index, reason: reason) }
    guard let methods = item.methods else { return }
    let isSame =
      listing.origin == .manifest
      ? Set(methods) == Set(expected.methods) : methods.allSatisfy(expected.methods.contains)
    guard !isSame else { return }
    add(
      .differs, expected, index,
      reason: "the list has \(methods.joined(separator: " ")), the diagram accepts "
        + expected.methods.joined(separator: " "))
  }

  /// Handles the rest: an ID at another address differs, others are missing or stale.
  package mutating func finish(_ environments: [ProjectEnvironment]) {
    for expected in pending {
      let segment = ComparableURL(expected.url).lastSegment
      // An entry of a manifest applies only to its environment.
      let index = endings[segment]?.first { index in
        let item = listing.items[index]
        return !used.contains(index) && !item.url.isEmpty
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
    for index in urls.indices where !used.contains(index) && canBeStale(index, environments) {
      let item = listing.items[index]
      differences.append(
        WebhookDrift.Difference(
          kind: .stale, environment: listing.origin == .manifest ? item.owner : nil,
          found: item.url, owner: listing.origin == .twilio ? item.owner : nil))
    }
  }

  /// Whether an entry can be stale: Twilio's lists also contain numbers that do not call
  /// connectors.
  private func canBeStale(_ index: Int, _ environments: [ProjectEnvironment]) -> Bool {
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
