package import ArgumentParser

extension ParsableArguments {
  /// Ends the process like `exit(withError:)`, but help that cannot be written is a failure.
  package static func end(with error: any Error) -> Never {
    guard exitCode(for: error).isSuccess else { exit(withError: error) }
    let help = fullMessage(for: error)
    if !help.isEmpty { Terminal.write(help + "\n") }
    exit()
  }
}
