import ArgumentParser

struct Template: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Lists, shows, checks, applies, upgrades and removes element templates.",
    subcommands: [
      TemplateList.self,
      TemplateShow.self,
      TemplateValidate.self,
      TemplateApply.self,
      TemplateUpgrade.self,
      TemplateRemove.self,
      TemplateUnlink.self,
    ])
}
