import JSON

/// Two properties that are bound to one place and count at the same time: the later one
/// overwrites what an author typed into the other.
enum DuplicateBinding {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    var seen: [PropertyBinding: [TemplateProperty]] = [:]
    // An element may have several listeners for one event.
    for property in template.properties where !property.binding.isListener {
      let earlier = seen[property.binding, default: []].first { countTogether($0, property) }
      if let earlier {
        report.add(
          "\(property.numberedTitle) is bound to the same place as \(earlier.numberedTitle): "
            + property.binding.title,
          help: "Take one away, or give them conditions of which only one can hold.",
          at: property.json["binding"] ?? property.json)
      }
      seen[property.binding, default: []].append(property)
    }
  }

  /// Whether both certainly count at times.
  private static func countTogether(_ left: TemplateProperty, _ right: TemplateProperty) -> Bool {
    guard let first = left.condition, let second = right.condition else { return true }
    return Set(first.clauses.map(Clause.init)) == Set(second.clauses.map(Clause.init))
  }

  private struct Clause: Hashable {
    var property: String
    var test: PropertyCondition.Test

    init(_ clause: PropertyCondition.Clause) {
      property = clause.property
      test = clause.test
    }
  }
}

extension PropertyBinding {
  fileprivate var isListener: Bool { type == .executionListener || type == .taskListener }
}

/// A place needs a name.
enum EmptyBinding {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    for property in template.properties {
      guard let key = property.binding.type.part?.key, let node = property.json["binding"]?[key],
        node.string?.trimmingBlanks.isEmpty == true
      else { continue }
      report.add("\(property.numberedTitle) is bound to a place without name", at: node)
    }
  }
}

/// Members that only properties of type Configuration have.
enum ConfigurationMembers {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    for property in template.properties where property.type != .configuration {
      for key in ["configurationTemplate", "configurationTemplateVersion"] {
        guard let node = property.json[key] else { continue }
        report.add(
          "'\(key)' has no effect, since \(property.numberedTitle) is not of type Configuration",
          at: node)
      }
    }
  }
}
