/// The version of the tool.
public enum BPMNCVersion {
  /// The version of this release.
  public static let current = "0.1.0"
}
