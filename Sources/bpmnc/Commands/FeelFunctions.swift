import ArgumentParser
import FEEL
import Frontend

extension Feel {
  struct Functions: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "functions",
      abstract: "Lists the built-in functions and the version each was introduced in.")

    @Option(help: "List only the functions of this dialect.")
    var dialect: FEELDialect?

    func run() {
      let library = FEELFunctionLibrary.connectors
      let dialects = dialect.map { [$0] } ?? FEELDialect.allCases
      for name in library.names {
        let functions = dialects.compactMap { dialect in
          library.function(named: name, dialect).map { (dialect, $0) }
        }
        var listed: Set<String> = []
        for (dialect, function) in functions {
          for signature in function.signatures where listed.insert(signature).inserted {
            let isShared = functions.allSatisfy { $0.1.signatures.contains(signature) }
            let only =
              dialects.count == 1 || isShared && functions.count > 1
              ? "" : ", only \(dialect.rawValue)"
            Terminal.write(
              "\(signature)  [\(function.version(of: signature, in: dialect))\(only)]\n")
          }
        }
      }
    }
  }
}
