/// How much a file may ask for. What goes over is an error at its place, never a crash.
public struct XMLLimits: Sendable {
  /// The file's size in bytes.
  public var bytes = 64 << 20
  /// Attributes on one element. libxml2 compares them pairwise, so many would take minutes.
  public var attributes = 1_000
  /// Nested elements; libxml2 itself stops at 256.
  public var depth = 255

  /// The usual limits.
  public init() {}
}
