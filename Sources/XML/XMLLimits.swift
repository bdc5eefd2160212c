/// Limits on a file. Exceeding one is an error at its place, never a crash.
public struct XMLLimits: Sendable {
  /// The maximum file size in bytes.
  public var bytes = 64 << 20
  /// The maximum number of attributes on one element. libxml2 compares them pairwise, so many would
  /// take minutes.
  public var attributes = 1_000
  /// The maximum depth of nested elements; libxml2 itself stops at 256.
  public var depth = 255

  /// The default limits.
  public init() {}
}
