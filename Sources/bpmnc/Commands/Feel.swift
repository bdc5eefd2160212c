public import ArgumentParser
import BPMN
import Diagnostics
public import FEEL
import Frontend
import JSON
import Text

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

    @OptionGroup var variables: FeelVariables

    @Option(help: "Camunda's dialect or that of the DMN standard.")
    var dialect = FEELDialect.camunda

    @Flag(help: "Unary tests, whose input is the variable '?'.")
    var unary = false

    @Flag(help: "Also warn of unknown names, wrong arguments and what Camunda reads differently.")
    var check = false

    @Flag(help: "Evaluate rows of JSON from standard input, one a line.")
    var jsonl = false

    @Option(
      help: "The platform version whose functions --check allows, such as 8.9; else the newest.",
      transform: platformVersion)
    var platform: PlatformVersion?

    func validate() throws {
      if jsonl != (expression == nil) {
        throw ValidationError(
          jsonl
            ? "With --jsonl the expressions come from standard input."
            : "Give an expression, or --jsonl for rows from standard input.")
      }
      if jsonl, check {
        throw ValidationError("--check takes one expression, not rows.")
      }
      if platform != nil, !check {
        throw ValidationError("--platform is the version that --check looks for: give both.")
      }
    }

    func run() throws {
      try perform {
        let environment = SystemFEEL.environment
        guard let expression else {
          return evaluateRows(try variables.read(), in: environment)
        }
        return evaluate(expression, try variables.read(), in: environment)
      }
    }

    private func evaluate(
      _ text: String, _ context: FEELContext, in environment: FEELEnvironment
    ) -> ExitStatus {
      let hasSign = text.hasPrefix("=") && !unary
      let report = FeelReport(text, offset: hasSign ? 1 : 0)
      do throws(FEELSyntaxError) {
        let expression = try FEELExpression(
          parsing: hasSign ? String(text.dropFirst()) : text, dialect: dialect,
          mode: unary ? .unaryTests : .expression,
          scopeNames: FEELValue.context(context).allKeys, functions: .connectors)
        if check {
          report.show(
            FEELChecker.check(
              expression, against: FEELTypeEnvironment(of: context),
              version: platform.map { CamundaVersion($0.major, $0.minor) }))
        }
        let result = expression.evaluate(context, in: environment)
        for warning in result.warnings {
          report.show(.warning, warning.type.rawValue, warning.message, warning.range)
        }
        if let failure = result.failure {
          report.show(.error, "failure", failure, 0..<expression.text.utf8.count)
          return .problemsFound
        }
        Terminal.write(result.value.text + "\n")
        return .success
      } catch {
        report.show(error)
        return .problemsFound
      }
    }

    private func evaluateRows(
      _ variables: FEELContext, in environment: FEELEnvironment
    ) -> ExitStatus {
      var status = ExitStatus.success
      while let line = readLine() {
        guard !line.isBlank else { continue }
        let row = FeelRow(
          line, dialect: dialect, variables: variables, unary: unary, in: environment)
        Terminal.write(row.answer(in: environment).text() + "\n")
        if row.isUnreadable { status = .problemsFound }
      }
      return status
    }
  }
}
