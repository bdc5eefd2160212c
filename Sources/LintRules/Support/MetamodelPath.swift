import BPMN
import XML

extension BPMNModel {
  /// The path from an element to a part of it in the BPMN and zeebe metamodel:
  /// `extensionElements.values.0.inputParameters.1`.
  ///
  /// The path to a part outside the element starts at the definitions: `rootElements.0…`, as
  /// bpmnlint's plugin reports it.
  func metamodelPath(to part: XMLElement, from element: BPMNElement) -> String {
    var steps: [String] = []
    var current = part
    while current != element.xml, let parent = current.parent {
      steps.append(step(from: parent, to: current))
      current = parent
    }
    return steps.reversed().joined(separator: ".")
  }

  private func step(from parent: XMLElement, to child: XMLElement) -> String {
    let parentType = self.element(for: parent)?.type
    if parentType == .extensionElements {
      return "values.\(parent.index(of: child) { _ in true })"
    }
    if child.name.namespace == XMLNamespace.zeebe {
      guard let list = Self.zeebeLists[child.name.local] else { return child.name.local }
      return "\(list).\(parent.index(of: child) { $0.name == child.name })"
    }
    guard let type = self.element(for: child)?.type else { return child.name.local }
    if parentType == .definitions {
      let isRoot = {
        self.element(for: $0).map { !Self.otherPartsOfFiles.contains($0.type) } ?? false
      }
      return isRoot(child) ? "rootElements.\(parent.index(of: child, isRoot))" : child.name.local
    }
    if type.isFlowElement {
      let isListed = { self.element(for: $0)?.type.isFlowElement ?? false }
      return "flowElements.\(parent.index(of: child, isListed))"
    }
    if type.isEventDefinition {
      let isListed = { self.element(for: $0)?.type.isEventDefinition ?? false }
      return "eventDefinitions.\(parent.index(of: child, isListed))"
    }
    return child.name.local.hasSuffix("LoopCharacteristics")
      ? "loopCharacteristics" : child.name.local
  }

  /// The lists of the zeebe metamodel by the elements in them.
  private static let zeebeLists = [
    "input": "inputParameters", "output": "outputParameters", "property": "properties",
    "header": "values", "executionListener": "listeners", "taskListener": "listeners",
  ]

  /// The children of `bpmn:definitions` that are not root elements.
  private static let otherPartsOfFiles: Set<ElementType> = [
    .documentation, .extensionElements, .import, .extension, .relationship,
  ]
}

extension XMLElement {
  /// The position of a child among those that are counted.
  fileprivate func index(of child: XMLElement, _ isCounted: (XMLElement) -> Bool) -> Int {
    children.lazy.prefix { $0 != child }.count(where: isCounted)
  }
}
