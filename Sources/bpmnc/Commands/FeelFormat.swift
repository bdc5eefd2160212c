import ArgumentParser
import FEEL
import Frontend

extension Feel {
  struct Format: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fmt", abstract: "Formats an expression, keeping its comments.")

    @Argument(help: "The expression; without it, or with '-', standard input is read.")
    var expression: String?

    @Option(help: "Read the expression from this file; '-' is standard input.")
    var file: String?

    @OptionGroup var variables: FeelVariables

    @Option(help: "The dialect: Camunda's or the DMN standard's.")
    var dialect = FEELDialect.camunda

    @Flag(help: "Format unary tests, as in the cells of a decision table.")
    var unary = false

    func validate() throws {
      if expression != nil, file != nil {
        throw ValidationError("An expression and --file cannot be used together.")
      }
    }

    func run() throws {
      try perform {
        let input = try FeelInput.expression(expression, isUnary: unary, file: file)
        let names = FEELValue.context(try variables.read()).allKeys
        let hasSign = input.hasPrefix("=") && !unary
        let text = hasSign ? String(input.dropFirst()) : input
        do throws(FEELSyntaxError) {
          let formatted = try FEELExpression(
            parsing: text, dialect: dialect, mode: unary ? .unaryTests : .expression,
            scopeNames: names, functions: .connectors
          ).formatted()
          Terminal.write((hasSign ? "=" : "") + formatted + "\n")
          return .success
        } catch {
          FeelReport(input, name: file ?? "expression", offset: hasSign ? 1 : 0).show(error)
          return .problemsFound
        }
      }
    }
  }
}
