/// The variables available to an expression, as far as they are known.
public struct FEELTypeEnvironment: Sendable {
  /// The type of each known variable, by name.
  public var variables: [String: FEELStaticType]
  /// Whether there may be other, unknown variables.
  public var isOpen: Bool

  /// An environment with known variables, open or closed.
  public init(_ variables: [String: FEELStaticType] = [:], isOpen: Bool = true) {
    self.variables = variables
    self.isOpen = isOpen
  }

  /// A closed environment with the variables of a context.
  public init(of context: FEELContext) {
    self.init(
      context.reduce(into: [:]) { $0[$1.key] = FEELStaticType(of: $1.value) }, isOpen: false)
  }
}
