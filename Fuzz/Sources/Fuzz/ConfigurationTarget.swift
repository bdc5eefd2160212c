import Diagnostics
import JSON
import LintRules
import Linting
import ProjectModel
import YAML

/// YAML, and `bpmnc.yaml` with all its settings.
struct ConfigurationTarget: FuzzTarget {
  private let mutator: TextMutator
  private let rules = LintRule.all.flatMap(\.names)

  init(seeds folders: [String]) {
    mutator = TextMutator(
      SeedFiles.read(folders, extensions: ["yaml", "yml"]),
      oddities: [
        "- ", ": ", "\n", "\n  ", "\t", "#", "|\n", ">-\n", "&a ", "*a", "!!str ", "---\n", "...",
        "{", "}", "[", "]", "'", "\"", "\"\\u", "~", "0x", "1e999", ".inf", "<<: ", "? ", "%YAML",
        "rules:", "extends:", "overrides:", "environments:", "checks:", "base-url:", "\u{FEFF}",
      ])
  }

  mutating func input(_ random: inout SplitMix) -> [UInt8] { Array(mutator.text(&random).utf8) }

  mutating func check(_ input: [UInt8], _ random: inout SplitMix, _ tally: inout Tally) -> String? {
    let source = SourceText(path: "bpmnc.yaml", bytes: input)
    let (_, diagnostics) = Configuration.read(source, rules: rules)
    if diagnostics.isEmpty { tally.complete += 1 }
    if let finding = diagnostics.lazy.compactMap({ misplaced($0, in: input.count) }).first {
      return finding
    }
    // Invalid YAML was reported above.
    guard let node = try? JSONNode(parsingYAML: source) else { return nil }
    tally.readable += 1
    let value = node.plain
    let written = value.yaml
    guard let again = try? JSONNode(parsingYAML: SourceText(path: "", bytes: Array(written.utf8)))
    else { return "written as YAML, it cannot be read:\n\(written)" }
    return again.plain == value ? nil : "written as YAML, it is another value:\n\(written)"
  }
}
