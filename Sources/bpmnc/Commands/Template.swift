import ArgumentParser

/// The commands about element templates; each has a file of its own.
struct Template: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Works with element templates and the elements that use them.",
    subcommands: [
      List.self,
      Validate.self,
      TemplateApply.self,
      TemplateUpgrade.self,
      TemplateRemove.self,
    ])
}
