import ArgumentParser
import Diagnostics
import ElementTemplates
import Frontend
import JSON
import Reports
import Text

struct TemplateList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the element templates available to a project.",
    discussion: """
      Lists the built-in templates, those in .camunda/element-templates of the folder and its \
      parents, and those of --templates. If an ID and version occur twice, the later source wins.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  @Argument(help: "The project folder.")
  var path = "."

  @Option(
    name: .customLong("templates"),
    help: "Also read element templates from this folder (repeatable).")
  var templateFolders: [String] = []

  @Option(help: "The output format.")
  var format = Format.table

  func run() throws {
    try perform {
      let found = try TemplateFolders.library(named: templateFolders, from: path)
      let reporter = TextReporter(hasColor: Terminal.hasErrorColor)
      for diagnostic in found.diagnostics { Terminal.note(reporter.text(of: diagnostic)) }
      let templates = found.library.templates
      switch format {
      case .table: Terminal.write(table(templates).text)
      case .json: Terminal.write(json(templates).text(.indented) + "\n")
      }
      return found.diagnostics.contains { $0.severity == .error } ? .problemsFound : .success
    }
  }

  private func table(_ templates: [ElementTemplate]) -> TextTable {
    TextTable(
      header: ["ID", "VERSION", "NAME", "ENGINES", "ELEMENT", "FROM"],
      rows: templates.map { template in
        [
          template.id, template.version.map(String.init) ?? "-",
          template.name + (template.deprecation == nil ? "" : " (deprecated)"),
          template.engines.map(\.title).joined(separator: ", "),
          template.targetTitle, template.source.path,
        ]
      })
  }

  private func json(_ templates: [ElementTemplate]) -> JSONValue {
    ["version": 1, "templates": .array(templates.map(\.listing))]
  }
}

extension ElementTemplate.EngineRequirement {
  fileprivate var title: String { name == "camunda" ? text : "\(name) \(text)" }
}

extension ElementTemplate {
  /// The element type that the template produces, without the namespace.
  fileprivate var targetTitle: String {
    let names =
      elementType.map { [$0.value] + ($0.eventDefinition.map { [$0] } ?? []) } ?? appliesTo
    return names.map { $0.hasPrefix("bpmn:") ? String($0.dropFirst(5)) : $0 }
      .joined(separator: elementType == nil ? ", " : " + ")
  }

  fileprivate var listing: JSONValue {
    [
      "id": .string(id),
      "version": version.map { JSONValue($0) } ?? .null,
      "name": .string(name),
      "engines": .object(engines.map { ($0.name, .string($0.text)) }),
      "appliesTo": .array(appliesTo.map(JSONValue.string)),
      "elementType": JSONValue(elementType?.value),
      "eventDefinition": JSONValue(elementType?.eventDefinition),
      "deprecated": .bool(deprecation != nil),
      "file": .string(source.path),
      "line": JSONValue(source.position(at: json.range.lowerBound).line),
    ]
  }
}
