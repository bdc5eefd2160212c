/// All problems in the text of an expression.
public struct FEELSyntaxError: Error, Sendable {
  /// The problems, at least one, in document order.
  public let problems: [FEELProblem]

  /// An error with at least one problem.
  public init(problems: [FEELProblem]) { self.problems = problems }
}

extension FEELSyntaxError: CustomStringConvertible {
  /// All messages, one per line.
  public var description: String { problems.map(\.message).joined(separator: "\n") }
}

/// A problem with its place.
public struct FEELProblem: Error, Sendable, Hashable {
  /// The problem, usually with what to write instead.
  public let message: String
  /// The UTF-8 byte range in the expression.
  public let range: Range<Int>

  /// A problem at a place in the text.
  public init(message: String, range: Range<Int>) {
    self.message = message
    self.range = range
  }
}
