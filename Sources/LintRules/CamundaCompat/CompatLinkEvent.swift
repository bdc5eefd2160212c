import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/link-event
  ///
  /// A link event must have a link name, unique among the link catch events of a process.
  ///
  /// The engine looks up the catch event by name in the whole process, including sub-processes.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:intermediateCatchEvent id="one" name="Continue">
  ///   1️⃣<bpmn:linkEventDefinition name="page 2" />
  /// </bpmn:intermediateCatchEvent>
  /// <bpmn:intermediateCatchEvent id="two" name="Continue">
  ///   2️⃣<bpmn:linkEventDefinition name="page 2" />
  /// </bpmn:intermediateCatchEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:intermediateCatchEvent id="one" name="Continue">
  ///   <bpmn:linkEventDefinition name="page 2" />
  /// </bpmn:intermediateCatchEvent>
  /// <bpmn:intermediateCatchEvent id="two" name="Continue">
  ///   <bpmn:linkEventDefinition name="page 3" />
  /// </bpmn:intermediateCatchEvent>
  /// ```
  static let compatLinkEvent = compat(
    "link-event", .error, from: PlatformVersion(8, 2)
  ) { rule in
    let links = rule.events(with: .linkEventDefinition).filter {
      $0.event.type == .intermediateCatchEvent || $0.event.type == .intermediateThrowEvent
    }
    let catches = links.filter { $0.event.type == .intermediateCatchEvent }
    let named = Dictionary(grouping: catches) { Link($0.event, $0.definition) }
    return links.flatMap { event, definition -> [Diagnostic] in
      var found: [Diagnostic] = []
      if definition.name.isMissing { found.append(rule.unnamed(event, definition)) }
      if event.type == .intermediateCatchEvent, let name = definition.name, !name.isEmpty,
        let group = named[Link(event, definition)], group.count > 1
      {
        found.append(rule.duplicate(event, definition, group.count))
      }
      return found
    }
  }
}

private struct Link: Hashable {
  let process: Int?
  let name: String?

  init(_ event: BPMNElement, _ definition: BPMNElement) {
    process = event.process?.index
    name = definition.name
  }
}

extension CompatInput {
  fileprivate func unnamed(_ event: BPMNElement, _ definition: BPMNElement) -> Diagnostic {
    finding(
      "the link event \"\(event.label)\" has no link name", help: "Give the link a name.",
      on: event,
      at: definition.xml.location(ofAttribute: "name"), path: "eventDefinitions.0.name")
  }

  fileprivate func duplicate(
    _ event: BPMNElement, _ definition: BPMNElement, _ count: Int
  ) -> Diagnostic {
    finding(
      "\(count) link catch events of the process have the name '\(definition.name ?? "")', "
        + "including \"\(event.label)\"",
      help: "Give each a unique name.", on: event, at: definition.location,
      path: "eventDefinitions.0.name")
  }
}
