import BPMN
import Diagnostics
import XML

/// The processes, forms and linked resources that elements use in the version of the same deployment.
enum BoundResources {
  /// Those that the deployment does not have; one whose id is an expression is looked up when the
  /// element is activated.
  static func findings(
    in files: [BPMNFile], documents: [CompiledResource.Document]
  ) -> [Diagnostic] {
    let forms = Set(documents.filter(\.isForm).map(\.document.id))
    let resources = Set(documents.filter { !$0.isForm }.map(\.document.id))
    let processes = files.compactMap(\.model).flatMap(\.processes).filter(\.isExecutable)
    let known = Set(processes.compactMap(\.id))
    return processes.flatMap { process in
      process.model.elements.filter { $0.process == process }.flatMap { element in
        [
          missing(
            "process", element.type == .callActivity ? element.zeebe("calledElement") : nil,
            "processId", element, known),
          missing(
            "form", element.type == .userTask ? element.zeebe("formDefinition") : nil, "formId",
            element, forms),
        ].compactMap(\.self)
          + element.linkedResources.compactMap {
            missing("resource", $0, "resourceId", element, resources)
          }
      }
    }
  }

  private static func missing(
    _ kind: String, _ reference: XMLElement?, _ attribute: String, _ element: BPMNElement,
    _ known: Set<String>
  ) -> Diagnostic? {
    guard let reference, reference["bindingType"] == "deployment",
      let id = reference.attribute(attribute), !id.value.hasPrefix("="), !id.value.isEmpty,
      !known.contains(id.value)
    else { return nil }
    return Diagnostic(
      rule: "deploy/invalid", severity: .error,
      message: "\"\(element.label)\": the deployment has no \(kind) with the id '\(id.value)', "
        + "to which the element is bound",
      help: "Deploy both together, or use another binding.", location: id.location,
      element: element.reference)
  }
}

extension ProcessCompiler {
  /// The binding of a reference to another resource; nil if it is rejected.
  mutating func binding(of reference: XMLElement, _ element: BPMNElement) -> ResourceBinding? {
    switch reference["bindingType"] ?? "latest" {
    case "latest": return .latest
    case "deployment": return .deployment
    case "versionTag":
      if let tag = reference["versionTag"], !tag.isEmpty { return .versionTag(tag) }
    default: break
    }
    reject(element)
    return nil
  }
}
