import BPMN
import Diagnostics
import JSON
import XML

// For rules that look at elements of some types, or with some extension, only.

extension LintRule {
  /// A rule of the plugin that looks at each element of the given types alone.
  static func compat(
    _ name: String, _ severity: Diagnostic.Severity, _ summary: String, for types: [ElementType],
    from: PlatformVersion? = nil, through: PlatformVersion? = nil,
    check: @escaping @Sendable (CompatInput, BPMNElement) -> [Diagnostic]
  ) -> LintRule {
    LintRule(
      "camunda-compat/" + name, severity, summary,
      platforms: PlatformRange(from: from, through: through)
    ) { input in
      let rule = CompatInput(input)
      return types.flatMap { input.model.elements($0) }.filter(rule.isChecked)
        .flatMap { check(rule, $0) }
    }
  }
}

extension CompatInput {
  /// A zeebe extension element with its moddle path.
  typealias Part = (xml: XMLElement, path: String)

  /// Whether the platform has what came with this version; without a version it has everything.
  func has(since major: Int, _ minor: Int) -> Bool {
    version.map { $0 >= PlatformVersion(major, minor) } ?? true
  }

  /// The first extension element of this name; the others have no effect.
  func firstExtension(_ local: String, of element: BPMNElement) -> Part? {
    extensions(local, of: element).first
  }

  /// The elements with an extension element of this name.
  ///
  /// Costs next to nothing in a file where the name does not occur.
  func elements(with local: String) -> [BPMNElement] {
    let document = input.model.document
    let names = document.names.indices.filter {
      document.names[$0].namespace == XMLNamespace.zeebe
        && document.names[$0].local.lowercased() == local.lowercased()
    }
    guard !names.isEmpty else { return [] }
    var found: [BPMNElement] = []
    for index in 0..<document.elementCount {
      let xml = document.element(at: index)
      guard names.contains(xml.nameIndex), let owner = xml.parent?.parent,
        let element = input.model.element(for: owner), element != found.last, isChecked(element)
      else { continue }
      found.append(element)
    }
    return found
  }

  /// The inputs and outputs of an `ioMapping`.
  func parameters(of mapping: Part) -> [Part] {
    var counts = ["input": 0, "output": 0]
    return mapping.xml.children.compactMap { xml in
      guard xml.name.namespace == XMLNamespace.zeebe,
        let index = counts[xml.name.local.lowercased()]
      else { return nil }
      let kind = xml.name.local.lowercased()
      counts[kind] = index + 1
      return (xml, "\(mapping.path).\(kind)Parameters.\(index)")
    }
  }

  /// A finding at the value of an attribute, or at the element where the attribute is missing.
  func finding(
    _ message: String, help: String, _ element: BPMNElement, in part: Part, _ attribute: String
  ) -> Diagnostic {
    let value = part.xml.attribute(attribute).map {
      SourceLocation(input.model.source, $0.valueRange)
    }
    return input.finding(
      message, help: help, on: element, at: value ?? part.xml.location,
      path: "\(part.path).\(attribute)")
  }
}

extension String {
  /// The first ten characters, for messages.
  var shortened: String { count > 10 ? prefix(10) + "…" : self }
}
