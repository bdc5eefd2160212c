import BPMN
import Diagnostics
import JSON
import Linting
import ProjectModel
import Text
import XML

/// The input of a plugin rule: the model, the target version, and the elements to check.
struct CompatInput {
  let input: RuleInput
  /// The option `version`, or the file's version; nil if neither is set.
  let version: PlatformVersion?
  /// The processes whose content is not checked, by index.
  private let skippedProcesses: Set<Int>

  init(_ input: RuleInput) {
    self.input = input
    version = input.options["version"]?.string.flatMap { PlatformVersion($0) } ?? input.version
    let skipsAlways = input.options["platform"]?.string == "camunda-platform"
    let skips = skipsAlways || version.map { $0 >= PlatformVersion(8, 2) } ?? false
    skippedProcesses = skips ? input.diagram.nonExecutableProcesses : []
  }

  var model: BPMNModel { input.model }

  /// Whether the version is known and at least this one.
  func isAtLeast(_ major: Int, _ minor: Int) -> Bool {
    version.map { $0 >= PlatformVersion(major, minor) } ?? false
  }

  /// Whether the version is known and below this one.
  func isBelow(_ major: Int, _ minor: Int) -> Bool {
    version.map { $0 < PlatformVersion(major, minor) } ?? false
  }

  /// From 8.2 on, the content of a process that is not executable is not checked.
  func isChecked(_ element: BPMNElement) -> Bool {
    skippedProcesses.isEmpty || element.process.map { !skippedProcesses.contains($0.index) } ?? true
  }

  /// The elements of one type that are checked.
  func elements(_ type: ElementType) -> [BPMNElement] { checked(model.elements(type)) }

  /// The elements of several types that are checked.
  func elements(where isWanted: (ElementType) -> Bool) -> [BPMNElement] {
    checked(model.elements(where: isWanted))
  }

  private func checked(_ elements: [BPMNElement]) -> [BPMNElement] {
    skippedProcesses.isEmpty ? elements : elements.filter(isChecked)
  }

  func finding(
    _ message: String, help: String, on element: BPMNElement, at location: SourceLocation? = nil,
    path: String? = nil
  ) -> Diagnostic {
    input.finding(message, help: help, on: element, at: location, path: path)
  }

  func finding(
    _ message: String, _ element: BPMNElement, at xml: XMLElement? = nil, path: String? = nil
  ) -> Diagnostic {
    input.finding(message, on: element, at: xml?.location, path: path)
  }

  func finding(_ message: String, help: String, at place: CompatPlace) -> Diagnostic {
    finding(message, help: help, on: place.owner, at: place.location, path: place.path)
  }
}

extension String {
  /// The first ten characters, for messages.
  var shortened: String { count > 10 ? prefix(10) + "…" : self }
}

extension Optional where Wrapped == String {
  /// Whether a required value is missing: absent, empty or blank.
  var isMissing: Bool { self?.isBlank ?? true }
}

extension XMLElement {
  /// The location of an attribute, or of the element if the attribute is absent.
  func location(ofAttribute local: String) -> SourceLocation {
    attribute(local).map { SourceLocation(document.source, $0.range) } ?? location
  }
}
