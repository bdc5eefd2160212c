import XML

/// A version of the Camunda 8 platform, such as 8.9 or 8.10.1. Parts compare as numbers.
public struct PlatformVersion: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// The first number.
  public var major: Int
  /// The second number.
  public var minor: Int
  /// The third number.
  public var patch: Int

  /// A version by its numbers.
  public init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads `8`, `8.9`, `8.9.1` or `8.9.0-alpha2`; nil for anything else.
  public init?(_ text: String) {
    let release = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)[0]
    let parts = release.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = parts.compactMap { $0 }
    guard 1...3 ~= parts.count, numbers.count == parts.count else { return nil }
    self.init(
      numbers[0], numbers.count > 1 ? numbers[1] : 0, numbers.count > 2 ? numbers[2] : 0)
  }

  /// Compares number by number.
  public static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }

  /// All three numbers with points between.
  public var description: String { "\(major).\(minor).\(patch)" }
}

extension BPMNModel {
  /// The platform version that the file says it is made for; nil where it says none, or is made
  /// for another platform than Camunda 8.
  public var platformVersion: PlatformVersion? {
    let root = definitions.xml
    func attribute(_ name: String) -> String? {
      root.attribute(name, namespace: XMLNamespace.modeler)?.value
    }
    guard attribute("executionPlatform") == "Camunda Cloud" else { return nil }
    return attribute("executionPlatformVersion").flatMap(PlatformVersion.init)
  }
}
