import JSON

/// Properties whose empty value is omitted from the diagram.
enum OptionalSchema {
  private static let places: [BindingType] = [.input, .output, .zeebeProperty, .taskHeader]

  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    guard property.json["optional"]?.bool == true else { return }
    if let type = property.binding?["type"], property.place.map(places.contains) != true {
      report.add(
        "\(property.title) cannot be optional, because it is bound to \(type.shown)",
        help: "Bindings that can be optional: \(places.map(\.rawValue).listed).", at: type)
    }
    guard let constraints = property.json["constraints"] else { return }
    guard let notEmpty = constraints["notEmpty"] else {
      guard case .object = constraints.value else { return }
      report.add(
        "\(property.title) is optional, so its constraints must allow an empty value",
        help: "Add \"notEmpty\": false, or remove the constraints.", at: constraints)
      return
    }
    if notEmpty.bool != false {
      report.add("\(property.title) cannot be both optional and non-empty", at: notEmpty)
    }
  }
}
