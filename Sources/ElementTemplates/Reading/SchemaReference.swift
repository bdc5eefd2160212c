import JSON
import Text

/// A template's `$schema`: the schema and its version.
struct SchemaReference {
  /// Whether it is the schema of Camunda 7 templates, which share the file format.
  let isOfOtherPlatform: Bool
  /// Whether it is the schema of Camunda 8 templates.
  let isOfThisPlatform: Bool
  /// Major, minor, patch; nil for no version, which means the newest.
  let version: [Int]?

  /// The newest supported version.
  static let newest = [0, 46, 0]

  init?(_ node: JSONNode) {
    guard let text = node.string else { return nil }
    let name = "element-templates-json-schema"
    isOfThisPlatform = text.containsText("@camunda/zeebe-" + name)
    isOfOtherPlatform = text.containsText(name) && !text.containsText("zeebe-" + name)
    version =
      text.split(whereSeparator: { $0 == "@" || $0 == "/" }).lazy
      .map { $0.split(separator: ".", omittingEmptySubsequences: false) }
      .filter { $0.count == 3 }
      .compactMap { parts in
        let numbers = parts.compactMap { Int($0) }
        return numbers.count == 3 ? numbers : nil
      }.first
  }

  var isNewerThanKnown: Bool {
    guard let version else { return false }
    return Self.newest.lexicographicallyPrecedes(version)
  }
}
