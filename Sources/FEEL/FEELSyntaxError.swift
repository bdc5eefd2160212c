/// Everything that is wrong with the text of an expression.
public struct FEELSyntaxError: Error, Sendable {
  /// At least one, in the order of the text.
  public let problems: [FEELProblem]

  public init(problems: [FEELProblem]) { self.problems = problems }
}

extension FEELSyntaxError: CustomStringConvertible {
  public var description: String { problems.map(\.message).joined(separator: "\n") }
}

/// One thing that is wrong, and where.
public struct FEELProblem: Error, Sendable, Hashable {
  public let message: String
  /// UTF-8 bytes of the expression's text.
  public let range: Range<Int>

  public init(message: String, range: Range<Int>) {
    self.message = message
    self.range = range
  }
}
