public import BPMN

extension PlatformVersion {
  /// The version of files for which nobody names one.
  public static let newest = PlatformVersion(8, 10)

  /// Whether rules are known for the version.
  public var isKnown: Bool {
    switch major {
    case 1: 0...3 ~= minor
    case 8: 0...Self.newest.minor ~= minor
    default: false
    }
  }

  /// The versions for which rules are known, in words for people.
  public static let knownVersions = "1.0 to 1.3 and 8.0 to \(newest.major).\(newest.minor)"
}
