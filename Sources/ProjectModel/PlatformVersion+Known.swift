public import BPMN

extension PlatformVersion {
  /// The newest version, the default for files that do not declare one.
  public static let newest = PlatformVersion(8, 10)

  /// Whether bpmnc has rules for the version.
  public var isKnown: Bool {
    switch major {
    case 1: 0...3 ~= minor
    case 8: 0...Self.newest.minor ~= minor
    default: false
    }
  }

  /// The versions that bpmnc has rules for, as text.
  public static let knownVersions = "1.0 to 1.3 and 8.0 to \(newest.major).\(newest.minor)"
}
