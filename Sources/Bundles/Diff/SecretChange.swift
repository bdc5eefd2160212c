package import JSON

extension BundleDiff {
  /// A secret that a deployment newly needs or no longer needs.
  public struct SecretChange: Sendable, Hashable {
    /// `added` or `removed`.
    public var change: BundleDiff.Change
    /// The name of the secret.
    public var name: String
    /// The IDs of the elements that use it.
    public var elements: [String]

    package static func all(from old: JSONValue, to new: JSONValue) -> [SecretChange] {
      let (before, after) = (elements(old), elements(new))
      return Set(before.keys).union(after.keys).sorted(by: BundlePath.precedes).compactMap { name in
        switch (before[name], after[name]) {
        case (nil, let elements?): SecretChange(change: .added, name: name, elements: elements)
        case (let elements?, nil): SecretChange(change: .removed, name: name, elements: elements)
        default: nil
        }
      }
    }

    private static func elements(_ document: JSONValue) -> [String: [String]] {
      var found: [String: [String]] = [:]
      for secret in document["secrets"]?.array ?? [] {
        guard let name = secret["name"]?.string else { continue }
        let elements = (secret["references"]?.array ?? []).compactMap { $0["element"]?.string }
        found[name] = Set(elements).sorted(by: BundlePath.precedes)
      }
      return found
    }
  }
}
