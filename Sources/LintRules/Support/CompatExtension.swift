import BPMN
import Diagnostics
import XML

/// A zeebe extension element, with the BPMN element that carries it.
struct CompatExtension {
  let owner: BPMNElement
  let xml: XMLElement
  let position: Position

  /// The place in the metamodel.
  indirect enum Position {
    /// One of the owner's extension elements.
    case value
    case child(of: CompatExtension, list: String, index: Int)
    case named(String)
  }

  /// The path in the metamodel, `extensionElements.values.0`; computed, because few findings need it.
  var path: String {
    switch position {
    case .value: owner.path(ofExtension: xml)
    case .child(let parent, let list, let index): "\(parent.path).\(list).\(index)"
    case .named(let path): path
    }
  }

  subscript(attribute: String) -> String? { xml[attribute] }

  /// The place of an attribute.
  func attribute(_ name: String) -> CompatPlace {
    CompatPlace(owner: owner, location: xml.location(ofAttribute: name), path: "\(path).\(name)")
  }

  /// The place of the whole element.
  var place: CompatPlace { CompatPlace(owner: owner, location: xml.location, path: path) }

  /// Its children with a name, which the metamodel collects in a list.
  func children(_ local: String, in list: String) -> [CompatExtension] {
    let names = owner.model.zeebeNames(usual: local)
    guard !names.isEmpty else { return [] }
    return xml.children.filter { names.contains($0.nameIndex) }.enumerated().map { index, child in
      CompatExtension(
        owner: owner, xml: child, position: .child(of: self, list: list, index: index))
    }
  }
}

/// The place of a finding.
struct CompatPlace {
  let owner: BPMNElement
  let location: SourceLocation
  let path: String
}

extension XMLName {
  /// Whether this is a zeebe element of this name, in upper or lower camel case.
  func isZeebe(_ local: String) -> Bool {
    (self.local == local || self.local.isCapitalized(local)) && namespace == XMLNamespace.zeebe
  }
}

extension String {
  /// Whether it differs from a name only by the case of its first letter.
  fileprivate func isCapitalized(_ name: String) -> Bool {
    utf8.count == name.utf8.count && utf8.first.map { $0 | 0x20 } == name.utf8.first
      && utf8.dropFirst().elementsEqual(name.utf8.dropFirst())
  }
}

extension CompatInput {
  /// The zeebe extension elements of this name, the first of each element that is checked.
  ///
  /// Almost free if no element of the file has the name.
  func extensions(_ local: String) -> [CompatExtension] {
    let found = model.zeebeElements(usualName: local)
    guard !found.isEmpty else { return [] }
    var owners: Set<Int> = []
    return found.compactMap { xml in
      guard let list = xml.parent,
        model.element(for: list)?.type == .extensionElements,
        let owner = list.parent.flatMap(model.element(for:)), isChecked(owner),
        owners.insert(owner.index).inserted
      else { return nil }
      return CompatExtension(owner: owner, xml: xml, position: .value)
    }
  }

  /// The zeebe extension elements of this name that an element has.
  func extensions(_ local: String, of element: BPMNElement) -> [CompatExtension] {
    let names = element.model.zeebeNames(usual: local)
    guard !names.isEmpty else { return [] }
    return element.extensionElements.filter { names.contains($0.nameIndex) }.map {
      CompatExtension(owner: element, xml: $0, position: .value)
    }
  }

  /// The listeners of the kind `executionListener` or `taskListener`.
  func listeners(_ kind: String) -> [CompatExtension] {
    extensions(kind + "s").flatMap { $0.children(kind, in: "listeners") }
  }
}

extension BPMNElement {
  fileprivate func path(ofExtension xml: XMLElement) -> String {
    "extensionElements.values.\(extensionElements.firstIndex(of: xml) ?? 0)"
  }
}
