import ArgumentParser
import Diagnostics
import ElementTemplates
import Frontend

struct TemplateShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows an element template with its properties.",
    discussion: "A property is set with 'template apply --set', by its ID or its binding.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "The template's ID, with @VERSION to choose a version (default: the newest).")
  var template: String

  @Option(
    name: .customLong("templates"),
    help: "Also read element templates from this folder (repeatable).")
  var templateFolders: [String] = []

  @Option(help: "The output format; json is the template's own text.")
  var format = Format.text

  func run() throws {
    try perform {
      let found = try TemplateFolders.library(named: templateFolders)
      report(found.diagnostics.filter { $0.severity == .error })
      let template = try TemplateChoice(template).template(in: found.library)
      switch format {
      case .text:
        let versions = found.library.versions(of: template.id).map(\.version)
        Terminal.write(TemplateText(template, versions: versions).text)
      case .json: Terminal.write(template.text + "\n")
      }
      return .success
    }
  }
}
