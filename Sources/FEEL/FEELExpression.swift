/// An expression, read and compiled once, to be evaluated as often as wanted.
public struct FEELExpression: Sendable {
  /// The text as it was read.
  public let text: String
  /// The variant of the language in which it was read.
  public let dialect: FEELDialect
  /// The variables that the expression takes from its context, in the order of the text.
  public var variables: [FEELVariable] { FreeVariables.find(in: tree, dialect, functions) }

  let tree: Node
  let functions: FEELFunctionLibrary
  private let code: Code
  private let slotCount: Int
  let comments: [Range<Int>]
  /// Places that Camunda's own engine refuses or reads differently, although this one reads them
  /// as their author means them; only in the dialect `camunda` (reference/feel.md 5).
  public let notes: [FEELProblem]

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - scopeNames: names in scope that have spaces or symbols in them.
  ///   - functions: what may be called.
  ///   - literal: rewrites each string literal when it is read.
  /// - Throws: every problem of the text.
  public init(
    parsing text: String, dialect: FEELDialect = .camunda, mode: FEELMode = .expression,
    scopeNames: Set<String> = [], functions: FEELFunctionLibrary = .standard,
    literal: (@Sendable (String) -> String)? = nil
  ) throws(FEELSyntaxError) {
    self.text = text
    self.dialect = dialect
    self.functions = functions
    var copy = text
    let (tree, problems, comments, notes) = copy.withUTF8 { bytes in
      var parser = Parser(bytes, dialect: dialect, names: scopeNames, literal: literal)
      let tree = parser.parse(mode)
      return (tree, parser.problems, parser.scanner.comments, parser.notes)
    }
    guard problems.isEmpty else { throw FEELSyntaxError(problems: problems) }
    self.tree = tree
    self.comments = comments
    self.notes = notes
    var compiler = ClosureCompiler(dialect: dialect, functions: functions)
    code = compiler.program(tree)
    slotCount = compiler.scope.slotCount
  }

  /// The value in a context of variables; what goes wrong on the way becomes warnings.
  public func evaluate(
    _ context: FEELContext, in environment: FEELEnvironment = .default
  ) -> FEELResult {
    let run = Run(environment, dialect)
    run.levels = Int(tree.height)
    let value = code(Frame(run, globals: context, slotCount: slotCount))
    _ = ValueLimits.accept(value, run)
    if let failure = run.failure {
      return FEELResult(value: .null, warnings: run.warnings, failure: failure)
    }
    return FEELResult(value: value, warnings: run.warnings)
  }
}
