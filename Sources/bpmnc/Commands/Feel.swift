public import ArgumentParser
import Diagnostics
public import FEEL
import Frontend
import JSON

struct Feel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feel",
    abstract: "Evaluates FEEL, the expression language of BPMN and DMN.",
    subcommands: [Evaluate.self, Format.self, Functions.self],
    defaultSubcommand: Evaluate.self)
}

extension FEELDialect: ExpressibleByArgument {}

extension Feel {
  struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "eval", abstract: "Evaluates an expression (the default).")

    @Argument(help: "The expression; a leading '=' may stand as in a diagram.")
    var expression: String?

    @Option(help: "The variables: JSON text, or the path of a JSON file.")
    var context: String?

    @Option(help: "Camunda's dialect or that of the DMN standard.")
    var dialect = FEELDialect.camunda

    @Flag(help: "Unary tests, whose input is the variable '?'.")
    var unary = false

    @Flag(help: "Also warn of unknown names, wrong arguments and what Camunda reads differently.")
    var check = false

    @Flag(help: "Evaluate rows of JSON from standard input, one a line.")
    var jsonl = false

    func validate() throws {
      if jsonl != (expression == nil) {
        throw ValidationError(
          jsonl
            ? "With --jsonl the expressions come from standard input."
            : "Give an expression, or --jsonl for rows from standard input.")
      }
    }

    func run() throws {
      try perform {
        let environment = SystemFEEL.environment
        guard let expression else {
          return evaluateRows(in: environment)
        }
        return evaluate(expression, try readContext(), in: environment)
      }
    }

    private func readContext() throws -> FEELContext {
      guard let context else { return FEELContext() }
      let isText = context.drop { $0.isWhitespace }.hasPrefix("{")
      let bytes = isText ? Array(context.utf8) : try InputReader().read(file: context)
      do throws(JSONSyntaxError) {
        if case .context(let variables) = FEELValue(try JSONValue(parsing: bytes)) {
          return variables
        }
      } catch {
        let place = SourceText(path: "context", bytes: bytes).position(at: error.offset)
        throw ToolFault(
          message: "--context is not JSON: \(error.message) (\(place.line):\(place.column))")
      }
      throw ToolFault(message: "--context must be a JSON object: its members are the variables")
    }

    private func evaluate(
      _ text: String, _ context: FEELContext, in environment: FEELEnvironment
    ) -> ExitStatus {
      let expression = text.hasPrefix("=") && !unary ? String(text.dropFirst()) : text
      let report = FeelReport(expression)
      do {
        let compiled = try FEELExpression(
          parsing: expression, dialect: dialect, mode: unary ? .unaryTests : .expression,
          scopeNames: Set(context.keys), functions: .connectors)
        if check {
          report.show(FEELChecker.check(compiled, against: FEELTypeEnvironment(of: context)))
        }
        let result = compiled.evaluate(context, in: environment)
        for warning in result.warnings {
          report.show(.warning, warning.type.rawValue, warning.message, warning.range)
        }
        if let failure = result.failure {
          report.show(.error, "failure", failure, 0..<expression.utf8.count)
          return .problemsFound
        }
        Terminal.write(result.value.text + "\n")
        return .success
      } catch {
        report.show(error)
        return .problemsFound
      }
    }

    private func evaluateRows(in environment: FEELEnvironment) -> ExitStatus {
      var status = ExitStatus.success
      while let line = readLine() {
        guard !line.allSatisfy(\.isWhitespace) else { continue }
        let row = FeelRow(line, dialect: dialect)
        Terminal.write(row.answer(in: environment).text() + "\n")
        if row.isUnreadable { status = .problemsFound }
      }
      return status
    }
  }
}
