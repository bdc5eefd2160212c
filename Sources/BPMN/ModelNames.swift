public import XML

/// A file's interned names by their role, computed once: most lookups are for names that the file
/// does not have.
struct ModelNames: Sendable {
  /// The indexes of `bpmn:extensionElements`.
  private(set) var extensionElements: [Int] = []
  /// The indexes of names in the zeebe namespace, by the name as written.
  private var zeebeByName = NameGroups()
  /// The same, by the name with a lowercase first letter.
  private var zeebeByUsualName = NameGroups()

  init(_ names: [XMLName]) {
    for (index, name) in names.enumerated() {
      if name.namespace == XMLNamespace.zeebe {
        zeebeByName.add(index, to: name.local)
        let usual = name.local.prefix(1).lowercased() + name.local.dropFirst()
        zeebeByUsualName.add(index, to: usual)
      } else if name.local == "extensionElements", name.namespace == XMLNamespace.bpmn {
        extensionElements.append(index)
      }
    }
  }

  /// The indexes of a zeebe name; empty if the file does not use it.
  func zeebe(_ local: String) -> [Int] { zeebeByName[local] }

  /// The indexes of a zeebe name with a first letter in either case.
  func zeebe(usual local: String) -> [Int] { zeebeByUsualName[local] }
}

extension BPMNModel {
  /// The XML elements with one of these zeebe names, in document order.
  public func zeebeElements(_ names: [String]) -> [XMLElement] {
    let wanted = names.flatMap { self.names.zeebe($0) }
    return wanted.isEmpty ? [] : document.elements(named: wanted)
  }

  /// The indexes of a zeebe name whose first letter may be in either case.
  public func zeebeNames(usual local: String) -> [Int] { names.zeebe(usual: local) }

  /// The XML elements with a zeebe name whose first letter may be in either case.
  public func zeebeElements(usualName local: String) -> [XMLElement] {
    let wanted = names.zeebe(usual: local)
    return wanted.isEmpty ? [] : document.elements(named: wanted)
  }
}
