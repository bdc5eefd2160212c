import JSON

/// Properties whose empty value is left out of the diagram.
enum OptionalSchema {
  private static let places: [BindingType] = [.input, .output, .zeebeProperty, .taskHeader]

  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    guard property.json["optional"]?.bool == true else { return }
    if let type = property.binding?["type"], property.place.map(places.contains) != true {
      report.add(
        "\(property.title) cannot be optional: it is bound to \(type.shown)",
        help: "Optional can be: \(places.map(\.rawValue).listed).", at: type)
    }
    guard let constraints = property.json["constraints"] else { return }
    guard let notEmpty = constraints["notEmpty"] else {
      guard case .object = constraints.value else { return }
      report.add(
        "\(property.title) is optional, so its constraints must say that it may be empty",
        help: "Add \"notEmpty\": false, or take the constraints away.", at: constraints)
      return
    }
    if notEmpty.bool != false {
      report.add("\(property.title) cannot be optional and have a value always", at: notEmpty)
    }
  }
}
