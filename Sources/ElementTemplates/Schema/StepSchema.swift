import JSON

/// The menu of a template (`steps`), and the values its entries set (`presets`).
enum StepSchema {
  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    checkSteps(in: template.json, &report)
    for (index, preset) in report.list("presets", in: template.json).enumerated() {
      let name = "preset \(index + 1)"
      guard report.isKind(preset, .object, name) else { continue }
      report.require("id", "properties", in: preset, of: name)
      report.check("id", are: .text, in: preset)
      report.check("properties", are: .object, in: preset)
    }
  }

  private static func checkSteps(in parent: JSONNode, _ report: inout SchemaReport) {
    for (index, step) in report.list("steps", in: parent).enumerated() {
      let name = "step \(index + 1)"
      guard report.isKind(step, .object, name) else { continue }
      report.require("name", in: step, of: name)
      report.check("name", "description", "presetId", are: .text, in: step)
      report.checkStrings("keywords", in: step)
      switch (step["steps"], step["presetId"]) {
      case (nil, nil):
        report.add("\(name) needs 'steps' or a 'presetId'", at: step)
      case (.some, .some):
        report.add("\(name) has both 'steps' and a 'presetId'; remove one of them", at: step)
      default: break
      }
      checkSteps(in: step, &report)
    }
  }
}
