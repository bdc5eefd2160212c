import ProjectModel

/// The comparison while it goes on.
struct WebhookComparison {
  package let listing: WebhookListing
  package private(set) var differences: [WebhookDrift.Difference] = []
  private let urls: [ComparableURL]
  private let places: [ComparableURL: [Int]]
  /// The entries whose path ends in an id.
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
  package mutating func finish(_ environments: [ProjectEnvironment]) {
    for expected in pending {
      let segment = ComparableURL(expected.url).lastSegment
      // In a manifest an environment's entry stands for that environment only.
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
