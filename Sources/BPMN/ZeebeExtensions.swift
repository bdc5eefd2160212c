public import XML

// Camunda's zeebe extension elements (zeebe-bpmn-moddle) as typed views of the XML in
// `bpmn:extensionElements`. Extensions of other vendors are available as XML.

extension BPMNElement {
  /// The children of `bpmn:extensionElements`, including unknown ones.
  public var extensionElements: [XMLElement] {
    let names = model.names.extensionElements
    var elements: [XMLElement] = []
    for list in xml.children where names.contains(list.nameIndex) {
      elements.append(contentsOf: list.children)
    }
    return elements
  }

  /// The first zeebe extension element with this name.
  public func zeebe(_ local: String) -> XMLElement? { allZeebe(local).first }

  /// All zeebe extension elements with this name; most are allowed only once.
  public func allZeebe(_ local: String) -> [XMLElement] {
    let names = model.names.zeebe(local)
    return names.isEmpty ? [] : extensionElements.filter { names.contains($0.nameIndex) }
  }

  /// A zeebe attribute of the element itself, such as `zeebe:modelerTemplate`.
  public func zeebeAttribute(_ local: String) -> XMLAttribute? {
    xml.attribute(local, namespace: XMLNamespace.zeebe)
  }

  /// The id of the element template, `zeebe:modelerTemplate`.
  public var templateID: String? { zeebeAttribute("modelerTemplate")?.value }

  /// The version of the element template.
  public var templateVersion: Int? {
    zeebeAttribute("modelerTemplateVersion").flatMap { Int($0.value) }
  }

  /// The job type in `zeebe:taskDefinition`, literal or FEEL.
  public var jobType: XMLAttribute? { zeebe("taskDefinition")?.attribute("type") }
  /// The number of retries in `zeebe:taskDefinition`, literal or FEEL.
  public var jobRetries: XMLAttribute? { zeebe("taskDefinition")?.attribute("retries") }

  /// The `zeebe:input` mappings in order.
  public var inputMappings: [ZeebeMapping] { mappings("input") }
  /// The `zeebe:output` mappings in order.
  public var outputMappings: [ZeebeMapping] { mappings("output") }

  private func mappings(_ local: String) -> [ZeebeMapping] {
    zeebeChildren(of: "ioMapping", local).map(ZeebeMapping.init)
  }

  /// The task headers in order, including repeated keys.
  public var taskHeaders: [ZeebeHeader] {
    zeebeChildren(of: "taskHeaders", "header").map(ZeebeHeader.init)
  }

  /// The `zeebe:property` elements in order, including repeated names.
  public var zeebeProperties: [ZeebeProperty] {
    zeebeChildren(of: "properties", "property").map(ZeebeProperty.init)
  }

  /// The value of the first property with this name that has a value, like the connector runtime.
  public func zeebeProperty(_ name: String) -> ZeebeProperty? {
    zeebeProperties.first { $0.name == name && $0.value != nil }
  }

  /// The correlation key of a message, `zeebe:subscription`.
  public var correlationKey: XMLAttribute? { zeebe("subscription")?.attribute("correlationKey") }

  private func zeebeChildren(of list: String, _ local: String) -> [XMLElement] {
    let names = model.names.zeebe(local)
    guard !names.isEmpty else { return [] }
    return allZeebe(list).flatMap { list in
      list.children.filter { names.contains($0.nameIndex) }
    }
  }
}

/// `zeebe:input` or `zeebe:output`.
public struct ZeebeMapping: Sendable {
  /// The `zeebe:input` or `zeebe:output`.
  public let xml: XMLElement
  /// The source expression or value.
  public var source: String? { xml["source"] }
  /// The target variable.
  public var target: String? { xml["target"] }
}

/// `zeebe:header`.
public struct ZeebeHeader: Sendable {
  /// The `zeebe:header`.
  public let xml: XMLElement
  /// The name of the header.
  public var key: String? { xml["key"] }
  /// The value of the header.
  public var value: String? { xml["value"] }
}

/// `zeebe:property`.
public struct ZeebeProperty: Sendable {
  /// The `zeebe:property`.
  public let xml: XMLElement
  /// The name of the property.
  public var name: String? { xml["name"] }
  /// The value of the property.
  public var value: String? { xml["value"] }
}
