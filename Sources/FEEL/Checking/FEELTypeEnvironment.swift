/// The variables that an expression will find, as far as they are known.
public struct FEELTypeEnvironment: Sendable {
  /// What is known of each variable, by its name.
  public var variables: [String: FEELStaticType]
  /// Whether there may be other variables, of which nothing is known.
  public var isOpen: Bool

  /// The variables that are known, and whether others may exist.
  public init(_ variables: [String: FEELStaticType] = [:], isOpen: Bool = true) {
    self.variables = variables
    self.isOpen = isOpen
  }

  /// Exactly the variables of a context.
  public init(of context: FEELContext) {
    self.init(
      context.reduce(into: [:]) { $0[$1.key] = FEELStaticType(of: $1.value) }, isOpen: false)
  }
}
