public import BPMN
public import Diagnostics
public import JSON
import XML

/// A place in a project where a secret is asked for.
public struct SecretUse: Sendable {
  public let reference: SecretReference
  public let location: SourceLocation
  /// The nearest BPMN element with an id.
  public let element: BPMNElement?
  /// Which attribute or text: `input@source[authentication.password]`, `script#text`.
  public let field: String

  /// Every reference in every attribute value and text of a project, template icons aside.
  public static func all(in project: Project) -> [SecretUse] {
    project.models.flatMap(all(in:))
  }

  private static func all(in model: BPMNModel) -> [SecretUse] {
    let document = model.document
    guard SecretReference.mayOccur(in: document.source.bytes) else { return [] }
    var uses: [SecretUse] = []
    for index in 0..<document.elementCount {
      let element = document.element(at: index)
      for attribute in element.attributes where attribute.name != iconName {
        for reference in SecretReference.find(in: attribute.value) {
          uses.append(
            SecretUse(
              reference: reference,
              location: SourceLocation(document.source, attribute.range(ofValue: reference.range)),
              element: model.nearestIdentified(element),
              field: field(element, attribute.name.local)))
        }
      }
      for run in element.textRuns {
        for reference in SecretReference.find(in: run.text) {
          uses.append(
            SecretUse(
              reference: reference,
              location: SourceLocation(
                document.source, run.sourceRange(of: reference.range, in: document)),
              element: model.nearestIdentified(element), field: "\(element.name.local)#text"))
        }
      }
    }
    return uses
  }

  private static let iconName = XMLName(
    local: "modelerTemplateIcon", namespace: XMLNamespace.zeebe)

  private static func field(_ element: XMLElement, _ attribute: String) -> String {
    let field = "\(element.name.local)@\(attribute)"
    switch element.name.local {
    case "input", "output":
      return attribute == "source" ? "\(field)[\(element["target"] ?? "")]" : field
    case "property": return attribute == "value" ? "\(field)[\(element["name"] ?? "")]" : field
    case "header": return attribute == "value" ? "\(field)[\(element["key"] ?? "")]" : field
    default: return field
    }
  }
}

/// The secrets that a project needs: `bpmnc secrets`, and `secrets.json` in a bundle.
public struct SecretInventory: Sendable {
  public let uses: [SecretUse]

  public init(_ uses: [SecretUse]) {
    self.uses = uses
  }

  /// The names, sorted, each once.
  public var names: [String] { Set(uses.map(\.reference.name)).sorted() }

  /// The document of DESIGN's `secrets --format json`. Whether a secret is to be found is only
  /// known to who has the providers: `resolve` gives a provider's name.
  public func json(
    file name: (SourceText) -> String = { source in source.path },
    resolve: ((String) -> String?)? = nil
  ) -> JSONValue {
    let groups = Dictionary(grouping: uses, by: \.reference.name)
    return [
      "version": 1,
      "secrets": .array(
        names.map { secret in
          let provider = resolve?(secret)
          return [
            "name": .string(secret),
            "resolved": resolve == nil ? .null : .bool(provider != nil),
            "provider": JSONValue(provider),
            "references": .array((groups[secret] ?? []).map { json($0, name) }),
          ]
        }),
    ]
  }

  private func json(_ use: SecretUse, _ file: (SourceText) -> String) -> JSONValue {
    [
      "file": .string(file(use.location.source)),
      "line": JSONValue(use.location.start.line),
      "column": JSONValue(use.location.start.column),
      "element": JSONValue(use.element?.id),
      "field": .string(use.field),
      "form": .string(use.reference.form.rawValue),
    ]
  }
}
