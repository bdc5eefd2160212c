import ArgumentParser

struct Template: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Works with element templates and the elements that use them.",
    subcommands: [
      TemplateList.self,
      TemplateValidate.self,
      TemplateApply.self,
      TemplateUpgrade.self,
      TemplateRemove.self,
    ])
}
