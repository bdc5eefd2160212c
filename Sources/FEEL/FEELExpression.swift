/// An expression, parsed and compiled once, that can be evaluated any number of times.
public struct FEELExpression: Sendable {
  /// The source text.
  public let text: String
  /// The dialect in which it was parsed.
  public let dialect: FEELDialect
  /// The variables that the expression reads from its context, in document order.
  public var variables: [FEELVariable] { FreeVariables.find(in: tree, dialect, functions) }

  /// The names that it resolves, among them those of all variables that it may read.
  public let names: [String]

  let tree: Node
  let functions: FEELFunctionLibrary
  private let code: Code
  private let slotCount: Int
  let comments: [Range<Int>]
  /// Places that Camunda's own engine rejects or parses differently, although this parser accepts
  /// them as intended; only in the dialect `camunda`.
  public let notes: [FEELProblem]

  /// Parses a text.
  ///
  /// - Parameters:
  ///   - scopeNames: names in scope that contain spaces or symbols.
  ///   - functions: the functions that may be called.
  ///   - literal: maps each string literal when it is parsed.
  /// - Throws: all problems in the text.
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
    names = compiler.scope.usedNames.sorted()
  }

  /// The value in a context of variables; errors in parts of the expression become warnings.
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
