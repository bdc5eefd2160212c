import BPMN
import Diagnostics
import XML

/// Inputs, headers and properties of an element that are known neither to a template nor to the
/// connector runtime.
enum Leftovers {
  static func notes(
    _ element: BPMNElement, explained: Set<PropertyBinding>, as note: (String) -> Diagnostic
  ) -> [Diagnostic] {
    items(of: element)
      .filter { !explained.contains($0.place) && !RuntimeProperties.reads($0.place) }
      .map { note("the \($0.place.title)") }
  }

  /// All inputs, headers and properties with their names, except suppressions of findings.
  static func items(of element: BPMNElement) -> [(place: PropertyBinding, xml: XMLElement)] {
    element.inputMappings.compactMap { item in
      item.target.map { (.input(name: $0), item.xml) }
    }
      + element.taskHeaders.compactMap { item in item.key.map { (.taskHeader(key: $0), item.xml) } }
      + element.zeebeProperties.compactMap { item in
        guard let name = item.name, name != BPMNModel.suppressionMark else { return nil }
        return (.zeebeProperty(name: name), item.xml)
      }
  }
}
