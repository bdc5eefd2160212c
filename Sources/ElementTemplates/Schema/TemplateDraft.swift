import JSON

/// A template that may have faults, as the rules of the schema look at it.
struct TemplateDraft {
  let json: JSONNode
  let properties: [PropertyDraft]
  let appliesTo: JSONNode?
  let elementType: JSONNode?
  /// The `value` of `elementType`, such as `bpmn:ServiceTask`.
  let typeName: String?
  let eventDefinition: String?

  init(_ json: JSONNode) {
    self.json = json
    appliesTo = json["appliesTo"]
    elementType = json["elementType"]
    typeName = elementType?["value"]?.string
    eventDefinition = elementType?["eventDefinition"]?.string
    properties = (json["properties"]?.items ?? []).enumerated().map { PropertyDraft($1, index: $0) }
  }

  /// Whether elements get this type, or it is the only one that the template applies to.
  func isFor(_ type: String) -> Bool { typeName == type || appliesOnly(to: type) }

  func appliesOnly(to type: String) -> Bool {
    guard let items = appliesTo?.items else { return false }
    return items.count == 1 && items[0].string == type
  }

  /// Where a fault of all properties together is shown.
  var propertiesPlace: JSONNode { json["properties"] ?? json }

  func binds(_ place: BindingType, _ part: String? = nil) -> Bool {
    properties.contains { $0.binds(place, part) }
  }
}

/// A property that may have faults.
struct PropertyDraft {
  let json: JSONNode
  let index: Int
  let type: JSONNode?
  let value: JSONNode?
  let feel: JSONNode?
  let binding: JSONNode?
  /// What is bound, where the binding names it rightly.
  let place: BindingType?
  /// Which part of it: the `name`, `property` or `eventType`.
  let part: String?

  init(_ json: JSONNode, index: Int) {
    self.json = json
    self.index = index
    type = json["type"]
    value = json["value"]
    feel = json["feel"]
    binding = json["binding"]
    place = binding?["type"]?.string.flatMap(BindingType.init)
    part = (place?.part?.key).flatMap { [binding] in binding?[$0]?.string }
  }

  var typeName: String? { type?.string }

  func binds(_ place: BindingType, _ part: String? = nil) -> Bool {
    self.place == place && (part == nil || self.part == part)
  }

  /// How messages name it.
  var title: String {
    let number = "property \(index + 1)"
    guard let label = json["label"]?.string else { return number }
    return "\(number) \"\(label)\""
  }

  /// How messages name what it is bound to.
  var target: String {
    guard let place else { return "its binding" }
    return part.map { "'\($0)' of \(place.rawValue)" } ?? place.rawValue
  }

  /// The values that people can choose from.
  var choiceValues: [JSONNode] { (json["choices"]?.items ?? []).compactMap { $0["value"] } }
}
