import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatIoMapping = compat(
    "io-mapping", .error, "Mappings have a source and a target"
  ) { rule, element in
    rule.extensions("ioMapping", of: element).flatMap { mapping -> [Diagnostic] in
      var found: [Diagnostic] = []
      var counts = ["input": 0, "output": 0]
      for xml in mapping.xml.children {
        let kind = xml.name.local
        guard let index = counts[kind] else { continue }
        counts[kind] = index + 1
        let needsSource = kind == "output" || !rule.isAtLeast(8, 8)
        for name in needsSource ? ["source", "target"] : ["target"] where xml[name].isMissing {
          found.append(
            rule.finding(
              "\"\(element.label)\" has an \(kind) mapping without \(name)", element, at: xml,
              path: "\(mapping.path).\(kind)Parameters.\(index).\(name)"))
        }
      }
      return found
    }
  }
}
