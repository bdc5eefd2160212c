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
    abstract: "Evaluates, checks and formats FEEL expressions.",
    subcommands: [Evaluate.self, Format.self, Functions.self],
    defaultSubcommand: Evaluate.self)
}

extension FEELDialect: ExpressibleByArgument {}

extension Feel {
  struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "eval", abstract: "Evaluates an expression (the default).")

    @Argument(
      help: ArgumentHelp(
        "The expression, with or without a leading '='.",
        discussion: "Without it, or with '-', standard input is read."))
    var expression: String?

    @OptionGroup var variables: FeelVariables

    @Option(help: "The dialect: Camunda's or the DMN standard's.")
    var dialect = FEELDialect.camunda

    @Flag(help: "Evaluate unary tests; their input is the variable '?'.")
    var unary = false

    @Flag(
      help: ArgumentHelp(
        "Also report unknown names, wrong arguments and differences from Camunda's parser.",
        discussion: "Findings make the command exit with 1."))
    var check = false

    @Flag(help: "Evaluate JSON rows from standard input, one per line.")
    var jsonl = false

    @Option(
      help: "The Camunda version that --check assumes, such as 8.9 (default: the newest).",
      transform: platformVersion)
    var platform: PlatformVersion?

    func validate() throws {
      if jsonl, expression != nil {
        throw ValidationError("--jsonl reads expressions from standard input; omit the argument.")
      }
      if !jsonl, expression == nil, Terminal.readsFromPerson {
        throw ValidationError("Give an expression, or pipe one to standard input.")
      }
      if jsonl, check {
        throw ValidationError("--check and --jsonl cannot be used together.")
      }
      if platform != nil, !check {
        throw ValidationError("--platform needs --check.")
      }
    }

    func run() throws {
      try perform {
        let environment = SystemFEEL.environment
        let context = try variables.read()
        if jsonl { return evaluateRows(context, in: environment) }
        return evaluate(
          try FeelInput.expression(expression, isUnary: unary), context, in: environment)
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
        let findings =
          check
          ? FEELChecker.check(
            expression, against: FEELTypeEnvironment(of: context),
            version: platform.map { CamundaVersion($0.major, $0.minor) }) : []
        report.show(findings)
        let result = expression.evaluate(context, in: environment)
        for warning in result.warnings {
          report.show(.warning, warning.type.rawValue, warning.message, warning.range)
        }
        if let failure = result.failure {
          report.show(.error, "failure", failure, 0..<expression.text.utf8.count)
          return .problemsFound
        }
        Terminal.write(result.value.text + "\n")
        return findings.isEmpty ? .success : .problemsFound
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
