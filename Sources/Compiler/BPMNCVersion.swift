/// The version of the tool.
public enum BPMNCVersion {
  public static let current = "0.1.0"
}
