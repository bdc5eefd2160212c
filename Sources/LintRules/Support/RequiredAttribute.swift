import BPMN
import Diagnostics
import XML

// Attribute checks that many extension elements share.

extension DeploymentInput {
  /// Findings for a missing or empty attribute.
  func required(_ attribute: String, of elements: [XMLElement]) -> [Diagnostic] {
    elements.filter { $0.nonEmpty(attribute) == nil }.map {
      missingAttribute(attribute, $0)
    }
  }

  /// Findings for an empty attribute that could be omitted.
  func notEmpty(_ attribute: String, of elements: [XMLElement]) -> [Diagnostic] {
    elements.filter { $0[attribute]?.isEmpty == true }.map { missingAttribute(attribute, $0) }
  }

  private func missingAttribute(_ attribute: String, _ xml: XMLElement) -> Diagnostic {
    let owner = model.nearestIdentified(xml) ?? model.definitions
    return finding(
      "\(xml.name.qualified) of \"\(owner.label)\" has no \(attribute)",
      help: "Set \(attribute).", at: xml, attribute: attribute)
  }
}
