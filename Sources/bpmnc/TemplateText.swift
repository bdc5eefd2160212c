import Diagnostics
import ElementTemplates
import JSON
import Text

/// A template as text, with its properties in groups.
struct TemplateText {
  private let template: ElementTemplate
  private let versions: [Int?]

  /// - Parameter versions: all known versions of the template.
  init(_ template: ElementTemplate, versions: [Int?]) {
    self.template = template
    self.versions = versions
  }

  var text: String {
    let facts = self.facts.map { name, value in "  \(name): \(value)\n" }.joined()
    return "\(oneLine(template.name) ?? "")\n\(facts)"
      + sections.map { title, properties in
        "\n\(title)\n" + properties.map(lines).joined()
      }.joined()
  }

  private var facts: [(String, String)] {
    let others = versions.compactMap(\.self).filter { $0 != template.version }.map(String.init)
    let version = template.version.map(String.init) ?? "none"
    var facts = [
      ("id", template.id),
      (
        "version",
        version + (others.isEmpty ? "" : " (also \(others.joined(separator: ", ")))")
      ),
    ]
    if !template.engines.isEmpty {
      let engines = template.engines.map { "\($0.name) \($0.text)" }
      facts.append(("engines", engines.joined(separator: ", ")))
    }
    facts.append(("applies to", template.appliesTo.joined(separator: ", ")))
    if let type = template.elementType {
      facts.append(
        (
          "becomes",
          ([type.value] + [type.eventDefinition].compactMap(\.self)).joined(separator: " with ")
        ))
    }
    if let description = oneLine(template.description) { facts.append(("about", description)) }
    if let reference = template.json["documentationRef"]?.string {
      facts.append(("documentation", reference))
    }
    if let deprecation = template.deprecation {
      facts.append(("deprecated", oneLine(deprecation.message) ?? "yes"))
    }
    return facts + [("file", template.source.path)]
  }

  /// The properties by group; those without a known group come last, hidden ones are constants.
  private var sections: [(title: String, properties: [TemplateProperty])] {
    let groups = template.groups.map { group in
      (
        title: group.label,
        properties: template.properties.filter { $0.group == group.id && $0.type != .hidden }
      )
    }
    let known = Set(template.groups.map(\.id))
    let others = template.properties.filter { property in
      property.type != .hidden && !known.contains(property.group ?? "")
    }
    let constants = template.properties.filter { $0.type == .hidden }
    return (groups + [("Other properties", others), ("Constants", constants)])
      .filter { !$0.properties.isEmpty }
  }

  private func lines(_ property: TemplateProperty) -> String {
    let label = oneLine(property.label).map { " \"\($0)\"" } ?? ""
    var text = "  \(property.id ?? property.binding.title)\(label)"
    let facts = self.facts(of: property)
    if !facts.isEmpty { text += ": " + facts.joined(separator: "; ") }
    return text + "\n"
  }

  private func facts(of property: TemplateProperty) -> [String] {
    var facts: [String] = []
    if property.type != .hidden { facts.append(property.type.rawValue) }
    if property.constraints?.notEmpty == true { facts.append("required") }
    switch property.feel {
    case .required?, .static?: facts.append("FEEL")
    case .optional?: facts.append("text or FEEL")
    case nil: break
    }
    if property.id != nil { facts.append(property.binding.title) }
    if property.generatesUUID { facts.append("a new UUID") }
    if let value = property.value, !value.text.isEmpty {
      facts.append((property.type == .hidden ? "" : "default ") + value.text)
    }
    if !property.choices.isEmpty {
      facts.append("one of " + property.choices.map(\.value).joined(separator: ", "))
    }
    if let condition = property.condition {
      facts.append("if " + condition.clauses.map(\.text).joined(separator: " and "))
    }
    return facts
  }
}

extension TemplateValue {
  fileprivate var text: String { oneLine(plainText) ?? "" }
}

extension PropertyCondition.Clause {
  fileprivate var text: String {
    switch test {
    case .equals(let value): "\(property) is \(value.text)"
    case .oneOf(let values): "\(property) is " + values.map(\.text).joined(separator: " or ")
    case .isActive(let isActive): "\(property) is \(isActive ? "" : "not ")active"
    case .isEmpty(let isEmpty): "\(property) is \(isEmpty ? "" : "not ")empty"
    }
  }
}
