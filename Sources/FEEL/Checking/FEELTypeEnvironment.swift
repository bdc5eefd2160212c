/// The variables that an expression will find, as far as they are known.
public struct FEELTypeEnvironment: Sendable {
  public var variables: [String: FEELStaticType]
  /// Whether there may be other variables, of which nothing is known.
  public var isOpen: Bool

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
