public import ProjectModel
public import JSON

/// What a list from elsewhere lacks, has too much, and says differently than the diagrams do.
public struct WebhookDrift: Sendable {
  /// A difference, seen from the diagrams.
  public struct Difference: Sendable {
    /// In what way a webhook differs.
    public enum Kind: String, Sendable, CaseIterable {
      case missing, stale, differs
    }

    /// In what way the webhook differs.
    public var kind: Kind
    /// The environment that it is compared in.
    public var environment: String?
    /// The webhook's id and the element's label; nil for what the diagrams don't have.
    public var id: String?
    /// What people know the webhook by.
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

  /// What differs, in the order of the expectation.
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

  /// Whether nothing differs.
  public var isEmpty: Bool { differences.isEmpty }

  /// The differences as JSON.
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
