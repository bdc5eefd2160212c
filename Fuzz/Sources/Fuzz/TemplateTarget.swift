import BPMN
import Compiler
import Diagnostics
import ElementTemplates
import ProjectModel

/// Element templates through their validation, and applied to an element.
struct TemplateTarget: FuzzTarget {
  private let mutator: TextMutator
  private let elements: [BPMNElement]

  init(seeds folders: [String]) {
    mutator = TextMutator(
      SeedFiles.read(folders, extensions: ["json"]),
      oddities: [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "-1", "1e999", "\"\"", "\"=\"",
        "\"zeebe:input\"", "\"Dropdown\"", "\"allMatch\"", "\"condition\"", "\"bpmn:Task\"",
        "\"^(a+)+$\"", "\"\\ud83d\"", "\u{0}",
      ])
    let kinds = ["task", "serviceTask", "startEvent", "intermediateCatchEvent", "callActivity"]
    let text =
      #"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"><process id="p">"#
      + kinds.enumerated().map { "<\($1) id=\"e\($0)\"/>" }.joined() + "</process></definitions>"
    let model = BPMNFile(parsing: Array(text.utf8), path: "a.bpmn").model
    elements = model?.elements.filter { $0.id?.hasPrefix("e") ?? false } ?? []
    precondition(elements.count == kinds.count)
  }

  mutating func input(_ random: inout SplitMix) -> [UInt8] { Array(mutator.text(&random).utf8) }

  mutating func check(_ input: [UInt8], _ random: inout SplitMix, _ tally: inout Tally) -> String? {
    let file = TemplateFile(parsing: SourceText(path: "t.json", bytes: input))
    let validation = TemplateValidation(of: [file])
    if !file.templates.isEmpty { tally.readable += 1 }
    if let finding = (file.diagnostics + validation.diagnostics).lazy
      .compactMap({ misplaced($0, in: input.count) }).first
    {
      return finding
    }
    var library = TemplateLibrary()
    library.add(file)
    let editor = TemplateEditor(library: library) { "00000000-0000-4000-8000-000000000000" }
    for template in file.templates.prefix(2) {
      // An element of another kind is refused, which is no finding.
      if (try? editor.apply(template, to: random.pick(elements))) != nil { tally.complete += 1 }
    }
    return nil
  }
}
