import ArgumentParser

/// The commands about element templates; each has a file of its own.
struct Template: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists and checks element templates.",
    subcommands: [
      List.self,
      Validate.self,
    ])
}
