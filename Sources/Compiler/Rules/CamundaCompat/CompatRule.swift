import BPMN
import Diagnostics
import JSON
import XML

/// What a rule about one element at a time sees: the input with the version that counts.
struct CompatInput {
  let input: RuleInput
  /// The option `version`, else the file's version; nil runs unversioned.
  let version: PlatformVersion?

  init(_ input: RuleInput) {
    self.input = input
    version = input.options["version"]?.string.flatMap { PlatformVersion($0) } ?? input.version
  }

  /// Whether the version is known and at least this one.
  func isAtLeast(_ major: Int, _ minor: Int) -> Bool {
    version.map { $0 >= PlatformVersion(major, minor) } ?? false
  }

  /// From 8.2 on, what stands in a process that is not executable is not checked.
  func isChecked(_ element: BPMNElement) -> Bool {
    guard isAtLeast(8, 2), let process = element.process else { return true }
    return process.isExecutable
  }

  func finding(
    _ message: String, _ element: BPMNElement, at xml: XMLElement? = nil, path: String? = nil
  ) -> Diagnostic {
    input.finding(message, on: element, at: xml?.location, path: path)
  }

  /// A zeebe extension element with its moddle path; both spellings of the first letter count.
  func extensions(_ local: String, of element: BPMNElement) -> [(xml: XMLElement, path: String)] {
    element.extensionElements.enumerated().compactMap { index, xml in
      guard xml.name.namespace == XMLNamespace.zeebe, xml.name.local.lowercasedFirst == local else {
        return nil
      }
      return (xml, "extensionElements.values.\(index)")
    }
  }

  /// The listeners of an element, of the kind `executionListener` or `taskListener`.
  func listeners(_ kind: String, of element: BPMNElement) -> [(xml: XMLElement, path: String)] {
    extensions(kind + "s", of: element).flatMap { list in
      list.xml.children.filter { $0.name.local.lowercasedFirst == kind }.enumerated().map {
        ($1, "\(list.path).listeners.\($0)")
      }
    }
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

extension Optional where Wrapped == String {
  /// Whether a required value is missing: absent, empty or blank.
  var isMissing: Bool { self?.allSatisfy(\.isWhitespace) ?? true }
}

extension LintRule {
  /// A rule of the plugin that looks at each element alone.
  static func compat(
    _ name: String, _ severity: Diagnostic.Severity = .error, _ summary: String,
    from: PlatformVersion? = nil, through: PlatformVersion? = nil,
    check: @escaping @Sendable (CompatInput, BPMNElement) -> [Diagnostic]
  ) -> LintRule {
    LintRule(
      "camunda-compat/" + name, severity, summary,
      platforms: PlatformRange(from: from, through: through)
    ) { input in
      let rule = CompatInput(input)
      return input.model.elements.flatMap { rule.isChecked($0) ? check(rule, $0) : [] }
    }
  }

  /// A rule against an extension before the version that brings it.
  static func only(
    from major: Int, _ minor: Int, _ name: String, _ summary: String, through: PlatformVersion,
    find: @escaping @Sendable (CompatInput, BPMNElement) -> [(xml: XMLElement, path: String)]
  ) -> LintRule {
    compat(name, .error, summary, through: through) { rule, element in
      if rule.isAtLeast(major, minor) { return [] }
      return find(rule, element).map {
        rule.finding(
          "\"\(element.label)\": \($0.xml.name.qualified) is set in a way that Camunda runs only"
            + " from \(major).\(minor) on", element, at: $0.xml, path: $0.path)
      }
    }
  }
}
