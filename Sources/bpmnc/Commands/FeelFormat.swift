import ArgumentParser
import FEEL
import Frontend

extension Feel {
  struct Format: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fmt", abstract: "Prints an expression in one form, comments kept.")

    @Argument(help: "The expression; without it and --file, standard input.")
    var expression: String?

    @Option(help: "A file that holds the expression; '-' is standard input.")
    var file: String?

    @OptionGroup var variables: FeelVariables

    @Option(help: "Camunda's dialect or that of the DMN standard.")
    var dialect = FEELDialect.camunda

    @Flag(help: "Unary tests, as a decision table's cell has them.")
    var unary = false

    func validate() throws {
      if expression != nil, file != nil {
        throw ValidationError("Give an expression or --file, not both.")
      }
    }

    func run() throws {
      try perform {
        let input = try expression ?? read()
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

    private func read() throws(ToolFault) -> String {
      let reader = InputReader()
      let bytes =
        if let file, file != "-" {
          try reader.read(file: file)
        } else {
          try reader.readStandardInput()
        }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw ToolFault(message: "\(file ?? "standard input") is not UTF-8")
      }
      return text
    }
  }
}
