import BPMN
import Diagnostics
import XML

// What the engine requires of many extension elements alike.

extension DeploymentInput {
  /// Findings where an attribute is missing or empty.
  func required(_ attribute: String, of elements: [XMLElement]) -> [Diagnostic] {
    elements.filter { $0.nonEmpty(attribute) == nil }.map {
      missingAttribute(attribute, $0)
    }
  }

  /// Findings where an attribute that has a default value is there, but empty.
  func notEmpty(_ attribute: String, of elements: [XMLElement]) -> [Diagnostic] {
    elements.filter { $0[attribute]?.isEmpty == true }.map { missingAttribute(attribute, $0) }
  }

  private func missingAttribute(_ attribute: String, _ xml: XMLElement) -> Diagnostic {
    let owner = model.nearestIdentified(xml) ?? model.definitions
    return finding(
      "\(xml.name.qualified) of \"\(owner.label)\" has no \(attribute)",
      help: "Give \(attribute) a value.", at: xml, attribute: attribute)
  }
}
