import XML

/// A version of the Camunda 8 platform, such as 8.9 or 8.10.1. Components compare as numbers.
public struct PlatformVersion: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// The major version.
  public var major: Int
  /// The minor version.
  public var minor: Int
  /// The patch version.
  public var patch: Int

  /// A version from its numbers.
  public init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Parses `8`, `8.9`, `8.9.1` or `8.9.0-alpha2`; nil for anything else.
  public init?(_ text: String) {
    let release = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)[0]
    let parts = release.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = parts.compactMap { $0 }
    guard 1...3 ~= parts.count, numbers.count == parts.count else { return nil }
    self.init(
      numbers[0], numbers.count > 1 ? numbers[1] : 0, numbers.count > 2 ? numbers[2] : 0)
  }

  /// Compares component by component.
  public static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }

  /// All three numbers, separated by dots.
  public var description: String { "\(major).\(minor).\(patch)" }
}

extension BPMNModel {
  /// The file's `executionPlatformVersion`; nil if it is absent, or if the platform is not Camunda
  /// 8.
  public var platformVersion: PlatformVersion? {
    let root = definitions.xml
    func attribute(_ name: String) -> String? {
      root.attribute(name, namespace: XMLNamespace.modeler)?.value
    }
    guard attribute("executionPlatform") == "Camunda Cloud" else { return nil }
    return attribute("executionPlatformVersion").flatMap(PlatformVersion.init)
  }
}
