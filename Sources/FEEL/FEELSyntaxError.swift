/// Everything that is wrong with the text of an expression.
public struct FEELSyntaxError: Error, Sendable {
  /// At least one, in the order of the text.
  public let problems: [FEELProblem]

  /// An error of at least one problem.
  public init(problems: [FEELProblem]) { self.problems = problems }
}

extension FEELSyntaxError: CustomStringConvertible {
  /// All messages, each on a line.
  public var description: String { problems.map(\.message).joined(separator: "\n") }
}

/// One thing that is wrong, and where.
public struct FEELProblem: Error, Sendable, Hashable {
  /// What is wrong, and mostly what to write instead.
  public let message: String
  /// UTF-8 bytes of the expression's text.
  public let range: Range<Int>

  /// A problem at a place of the text.
  public init(message: String, range: Range<Int>) {
    self.message = message
    self.range = range
  }
}
