import Compiler
import Diagnostics
import ElementTemplates
import ProjectModel

/// BPMN through all rules of `lint`.
struct DiagramTarget: FuzzTarget {
  private let markup: MarkupMutator
  private let text: TextMutator

  init(seeds folders: [String]) {
    let texts = SeedFiles.read(folders, extensions: ["bpmn"])
    markup = MarkupMutator(texts)
    text = TextMutator(
      texts,
      oddities: ["<", ">", "/>", "</", "&", "&#", "]]>", "<![CDATA[", "<!--", "xmlns", "\u{0}"])
  }

  mutating func input(_ random: inout SplitMix) -> [UInt8] {
    Array((random.below(4) == 0 ? text.text(&random) : markup.text(&random)).utf8)
  }

  mutating func check(_ input: [UInt8], _ random: inout SplitMix, _ tally: inout Tally) -> String? {
    let file = InputFile(path: "a.bpmn", relativePath: "a.bpmn", bytes: input)
    let compilation = Compilation(Project([file]), templates: .builtIn)
    if !compilation.project.models.isEmpty { tally.readable += 1 }
    if !compilation.hasErrors { tally.complete += 1 }
    return compilation.diagnostics.lazy.compactMap { misplaced($0, in: input.count) }.first
  }
}

/// Why a finding has no place in a text of `size` bytes; nil if it has one.
func misplaced(_ diagnostic: Diagnostic, in size: Int) -> String? {
  let range = diagnostic.location.range
  guard range.lowerBound >= 0, range.upperBound <= size else {
    return "\(diagnostic.rule) is at \(range) of \(size) bytes"
  }
  return nil
}
