public import JSON
public import ProjectModel

/// The differences between the webhooks of a project and a list from elsewhere.
public struct WebhookDrift: Sendable {
  /// A difference.
  public struct Difference: Sendable {
    /// The kind of a difference: missing from the list, only in the list, or different.
    public enum Kind: String, Sendable, CaseIterable {
      case missing, stale, differs
    }

    /// The kind.
    public var kind: Kind
    /// The environment.
    public var environment: String?
    /// The ID of the webhook; nil if the diagrams do not have it.
    public var id: String?
    /// The label of the element; nil if the diagrams do not have it.
    public var label: String?
    /// The URL in the diagrams.
    public var url: String?
    /// The URL in the list.
    public var found: String?
    /// The number, service or sender.
    public var owner: String?
    /// The reason, as text.
    public var reason: String?
  }

  /// The differences by kind.
  public private(set) var differences: [Difference] = []

  /// - Parameters:
  ///   - manifest: the manifest for these environments.
  ///   - others: other environments, whose entries in a manifest are ignored.
  public init(
    _ manifest: WebhookManifest, environments: [ProjectEnvironment], listing: WebhookListing,
    ignoring others: Set<String> = []
  ) {
    var comparison = WebhookComparison(listing, ignoring: others)
    for expected in WebhookExpectation.all(in: manifest, environments, listing) {
      comparison.compare(expected)
    }
    comparison.finish(environments)
    differences = Difference.Kind.allCases.flatMap { kind in
      comparison.differences.filter { $0.kind == kind }
    }
  }

  /// Whether there are no differences.
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
    guard !isEmpty else { return "no differences\n" }
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
