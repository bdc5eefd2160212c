import BPMN
import Diagnostics
import Linting
import Text

extension LintRule {
  /// # link-event
  ///
  /// A link must have a name, throw events, and exactly one catch event in the same scope.
  ///
  /// Links do not lead out of a process or sub-process.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:intermediateThrowEvent id="toB" name="B">
  ///   1️⃣<bpmn:linkEventDefinition name="B" />
  /// </bpmn:intermediateThrowEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:intermediateThrowEvent id="toB" name="B">
  ///   <bpmn:linkEventDefinition name="B" />
  /// </bpmn:intermediateThrowEvent>
  /// <bpmn:intermediateCatchEvent id="atB" name="B">
  ///   <bpmn:linkEventDefinition name="B" />
  /// </bpmn:intermediateCatchEvent>
  /// ```
  static let linkEvent = LintRule("link-event", .warning) { input in
    let links = input.model.elements.compactMap { Link($0) }
    let unnamed = links.filter(\.name.isBlank).map { link in
      input.finding(
        "the link event \"\(link.event.label)\" has no link name", help: "Give the link a name.",
        on: link.event, at: link.definition.location, path: "eventDefinitions.0.name")
    }
    let named = Dictionary(grouping: links.filter { !$0.name.isBlank }, by: \.key)
    return unnamed
      + named.values.flatMap { group -> [Diagnostic] in
        let catches = group.filter(\.isCatch)
        if catches.isEmpty || group.count == 1 {
          let missing = catches.isEmpty ? "catch" : "throw"
          return group.map { link in
            input.finding(
              "the link '\(link.name)' of \"\(link.event.label)\" has no \(missing) event in its scope",
              help: "Add the link \(missing) event, or correct the name.", on: link.event,
              at: link.definition.location)
          }
        }
        guard catches.count > 1 else { return [] }
        return catches.map { link in
          input.finding(
            "\(catches.count) link catch events have the name '\(link.name)', including "
              + "\"\(link.event.label)\"",
            help: "Keep one: a link has exactly one target.", on: link.event,
            at: link.definition.location)
        }
      }
  }
}

/// An event with a link definition.
private struct Link {
  struct Key: Hashable {
    var scope: Int?
    var name: String
  }

  let event: BPMNElement
  let definition: BPMNElement

  init?(_ event: BPMNElement) {
    guard event.type.isEvent,
      let definition = event.eventDefinitions.first(of: .linkEventDefinition)
    else { return nil }
    self.event = event
    self.definition = definition
  }

  var name: String { definition.name ?? "" }
  var key: Key { Key(scope: event.parent?.index, name: name) }
  var isCatch: Bool { event.type == .intermediateCatchEvent }
}
