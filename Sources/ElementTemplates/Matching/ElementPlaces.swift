import BPMN
import XML

/// An element's named binding targets, indexed once, because checks look up dozens of them.
///
/// If several have the same name, the first one is used; for `zeebe:property` elements the first
/// with a value, like in the connector runtime.
struct ElementPlaces {
  let element: BPMNElement
  private(set) var inputs: [String: XMLElement] = [:]
  private(set) var outputs: [String: XMLElement] = [:]
  private(set) var headers: [String: XMLElement] = [:]
  private(set) var properties: [String: XMLElement] = [:]

  init(_ element: BPMNElement) {
    self.element = element
    for list in element.extensionElements where list.name.namespace == XMLNamespace.zeebe {
      switch list.name.local {
      case "ioMapping": readMappings(list)
      case "taskHeaders": read(list, "header", "key", into: &headers)
      case "properties": readProperties(list)
      default: break
      }
    }
  }

  private mutating func readMappings(_ list: XMLElement) {
    read(list, "input", "target", into: &inputs)
    read(list, "output", "source", into: &outputs)
  }

  private func read(
    _ list: XMLElement, _ local: String, _ attribute: String,
    into places: inout [String: XMLElement]
  ) {
    for xml in list.children where xml.name.isZeebe(local) {
      guard let name = xml[attribute], places[name] == nil else { continue }
      places[name] = xml
    }
  }

  private mutating func readProperties(_ list: XMLElement) {
    for xml in list.children where xml.name.isZeebe("property") {
      guard let name = xml["name"] else { continue }
      if let earlier = properties[name], earlier["value"] != nil || xml["value"] == nil {
        continue
      }
      properties[name] = xml
    }
  }
}

extension XMLName {
  fileprivate func isZeebe(_ local: String) -> Bool {
    self.local == local && namespace == XMLNamespace.zeebe
  }
}
