import ArgumentParser
import FEEL
import Frontend

extension Feel {
  struct Functions: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "functions",
      abstract: "Lists the built-in functions with the version that brought them.")

    @Option(help: "Only those of one dialect.")
    var dialect: FEELDialect?

    func run() {
      let library = FEELFunctionLibrary.connectors
      let dialects = dialect.map { [$0] } ?? FEELDialect.allCases
      for name in library.names {
        var listed: [FEELBuiltin] = []
        for function in dialects.compactMap({ library.function(named: name, $0) })
        where !listed.contains(where: { $0 === function }) {
          listed.append(function)
          let only = dialect == nil ? function.dialect.map { ", only \($0.rawValue)" } ?? "" : ""
          for signature in function.signatures {
            Terminal.write("\(signature)  [\(function.since)\(only)]\n")
          }
        }
      }
    }
  }
}
