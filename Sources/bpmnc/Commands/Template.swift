import ArgumentParser

struct Template: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Works with element templates and the elements that use them.",
    subcommands: [
      TemplateApply.self,
      TemplateUpgrade.self,
      TemplateRemove.self,
    ])
}
