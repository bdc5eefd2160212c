import Diagnostics
import JSON

extension ElementTemplate {
  /// Parses a template.
  ///
  /// - Parameter faults: the reasons if it is invalid.
  init?(_ json: JSONNode, in source: SourceText, faults: inout [TemplateFault]) {
    var collector = FaultCollector()
    defer { faults += collector.faults }
    guard
      collector.collect({ () throws(TemplateFault) in try json.requireObject("a template") }) != nil
    else { return nil }

    let head = collector.collect { () throws(TemplateFault) in try Head(json) }
    let target = collector.collect { () throws(TemplateFault) in try Target(json) }
    let appearance = collector.collect { () throws(TemplateFault) in try Appearance(json) }
    let items = collector.collect { () throws(TemplateFault) in
      try json.requiredItems("properties", of: "the template")
    }
    var properties: [TemplateProperty] = []
    var propertyIndexes: [String: Int] = [:]
    for (index, item) in (items ?? []).enumerated() {
      let property = collector.collect { () throws(TemplateFault) in
        try TemplateProperty(item, index: index)
      }
      guard let property else { continue }
      properties.append(property)
      if let id = property.id, propertyIndexes[id] == nil { propertyIndexes[id] = index }
    }
    guard collector.faults.isEmpty, let head, let target, let appearance else { return nil }

    self.init(
      source: source, json: json, id: head.id, name: head.name, version: head.version,
      description: appearance.description, appliesTo: target.appliesTo,
      elementType: target.elementType, engines: target.engines, groups: appearance.groups,
      properties: properties, deprecation: head.deprecation, isDefault: appearance.isDefault,
      icon: appearance.icon, propertyIndexes: propertyIndexes,
      indexesByPlace: Dictionary(grouping: properties.indices) { properties[$0].binding.place })
  }

  /// The name and id of a template.
  private struct Head {
    let id: String
    let name: String
    let version: Int?
    let deprecation: Deprecation?

    init(_ json: JSONNode) throws(TemplateFault) {
      id = try json.requiredText("id", of: "the template")
      name = try json.requiredText("name", of: "the template")
      version = try json.integer("version")
      deprecation = try json["deprecated"].flatMap(Deprecation.init)
    }
  }

  /// The target of a template.
  private struct Target {
    let appliesTo: [String]
    let elementType: TargetType?
    let engines: [EngineRequirement]

    init(_ json: JSONNode) throws(TemplateFault) {
      _ = try json.required("appliesTo", of: "the template")
      appliesTo = try json.texts("appliesTo")
      elementType = try json["elementType"].map(TargetType.init)
      var engines: [EngineRequirement] = []
      if let node = json["engines"] {
        try node.requireObject("'engines'")
        // The schema requires text only for engines that it knows; other values have no meaning.
        for member in node.members {
          guard let text = member.value.string else { continue }
          engines.append(EngineRequirement(name: member.key, text: text, range: VersionRange(text)))
        }
      }
      self.engines = engines
    }
  }

  /// The appearance of a template.
  private struct Appearance {
    let description: String?
    let icon: String?
    let isDefault: Bool
    let groups: [Group]

    init(_ json: JSONNode) throws(TemplateFault) {
      description = try json.text("description")
      icon = try json["icon"]?.requiredText("contents", of: "the 'icon'")
      isDefault = try json.bool("isDefault") ?? false
      var groups: [Group] = []
      for group in try json.items("groups") {
        groups.append(
          Group(
            id: try group.requiredText("id", of: "a group"),
            label: try group.requiredText("label", of: "a group")))
      }
      self.groups = groups
    }
  }
}

extension ElementTemplate.Deprecation {
  fileprivate init?(_ json: JSONNode) throws(TemplateFault) {
    if let isDeprecated = json.bool {
      guard isDeprecated else { return nil }
      self.init(message: nil, documentation: nil)
    } else {
      try json.requireObject("a 'deprecated' that is not true or false")
      self.init(
        message: try json.text("message"), documentation: try json.text("documentationRef"))
    }
  }
}

extension ElementTemplate.TargetType {
  private enum EventDefinition: String, CaseIterable {
    case message = "bpmn:MessageEventDefinition"
    case signal = "bpmn:SignalEventDefinition"
    case timer = "bpmn:TimerEventDefinition"
    case conditional = "bpmn:ConditionalEventDefinition"
  }

  fileprivate init(_ json: JSONNode) throws(TemplateFault) {
    try json.requireObject("the 'elementType'")
    value = try json.requiredText("value", of: "the 'elementType'")
    eventDefinition = try json.enumeration("eventDefinition", as: EventDefinition.self)?.rawValue
  }
}
