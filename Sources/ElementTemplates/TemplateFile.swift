public import Diagnostics
import JSON

/// A file of element templates: one template, or an array of them.
///
/// A template with a fault is left out and reported; the others of the file still count.
public struct TemplateFile: Sendable {
  public let source: SourceText
  public private(set) var templates: [ElementTemplate] = []
  public private(set) var diagnostics: [Diagnostic] = []

  /// Reads a JSON text. Findings have the rule `template/invalid`.
  public init(parsing source: SourceText) {
    self.source = source
    let root: JSONNode
    do {
      root = try JSONNode(parsing: source)
    } catch {
      diagnostics.append(.notJSON(error, in: source))
      return
    }
    switch root.value {
    case .object: add(root)
    case .array(let items): items.forEach { add($0) }
    default: diagnostics.append(.notTemplates(root, in: source))
    }
  }

  private mutating func add(_ json: JSONNode) {
    if let schema = json["$schema"], let name = schema.string, Self.isOfOtherPlatform(name) {
      diagnostics.append(.otherPlatform(json, schema, in: source))
      return
    }
    var faults: [TemplateFault] = []
    if let template = ElementTemplate(json, in: source, faults: &faults) {
      templates.append(template)
    }
    diagnostics += faults.map { .invalid($0, of: json, in: source) }
  }

  /// Whether a schema is that of Camunda 7's templates, which share the file format.
  private static func isOfOtherPlatform(_ schema: String) -> Bool {
    let name = "element-templates-json-schema"
    return schema.containsText(name) && !schema.containsText("zeebe-" + name)
  }
}

extension Diagnostic {
  private static let rule = "template/invalid"

  fileprivate static func notJSON(
    _ error: JSONSyntaxError, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .error, message: "not JSON: \(error.message)",
      help: "Nothing of this file was used. Correct it, or export the template anew.",
      location: SourceLocation(source, error.offset..<min(error.offset + 1, source.bytes.count)))
  }

  fileprivate static func notTemplates(_ root: JSONNode, in source: SourceText) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .error,
      message: "a template file holds a template or an array of templates, not \(root.kind)",
      location: SourceLocation(source, root.range))
  }

  fileprivate static func otherPlatform(
    _ json: JSONNode, _ schema: JSONNode, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .info,
      message: "\(json.templateTitle) is made for Camunda 7 and was left out",
      help:
        "Templates of Camunda 8 name the schema '@camunda/zeebe-element-templates-json-schema'.",
      location: SourceLocation(source, schema.range))
  }

  fileprivate static func invalid(
    _ fault: TemplateFault, of json: JSONNode, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .error, message: "\(json.templateTitle) is left out: \(fault.message)",
      help: fault.help, location: SourceLocation(source, fault.range))
  }
}

extension JSONNode {
  /// How messages name a template that may lack a name.
  fileprivate var templateTitle: String {
    if let name = self["name"]?.string { return "the template \"\(name)\"" }
    if let id = self["id"]?.string { return "the template '\(id)'" }
    return "a template without name"
  }
}
