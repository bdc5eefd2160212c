import JSON

/// A template that may be invalid, as checked by the schema's rules.
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

  /// Whether the template sets this type, or applies to this type only.
  func isFor(_ type: String) -> Bool { typeName == type || appliesOnly(to: type) }

  func appliesOnly(to type: String) -> Bool {
    guard let items = appliesTo?.items else { return false }
    return items.count == 1 && items[0].string == type
  }

  /// The place of findings about all properties together.
  var propertiesPlace: JSONNode { json["properties"] ?? json }

  func binds(_ place: BindingType, _ part: String? = nil) -> Bool {
    properties.contains { $0.binds(place, part) }
  }
}

/// A property that may be invalid.
struct PropertyDraft {
  let json: JSONNode
  let index: Int
  let type: JSONNode?
  let value: JSONNode?
  let feel: JSONNode?
  let binding: JSONNode?
  /// The type of the binding, if it is valid.
  let place: BindingType?
  /// The part of it that is bound: the `name`, `property` or `eventType`.
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

  /// The name in messages.
  var title: String {
    let number = "property \(index + 1)"
    guard let label = json["label"]?.string else { return number }
    return "\(number) \"\(label)\""
  }

  /// The name of its binding in messages.
  var target: String {
    guard let place else { return "its binding" }
    return part.map { "'\($0)' of \(place.rawValue)" } ?? place.rawValue
  }

  /// The values that can be chosen.
  var choiceValues: [JSONNode] { (json["choices"]?.items ?? []).compactMap { $0["value"] } }
}
