import BPMN
import Diagnostics
import Text
import XML

extension SchemaCheck {
  /// A finding about a child in the wrong place.
  func unexpected(_ child: XMLElement, _ parent: XMLElement) -> Diagnostic {
    guard schema.elementNumber(child.name) == nil, Schema.index(of: child.name.namespace) != nil
    else { return misplaced(child, parent) }
    return deployment.finding(
      "BPMN has no element '\(child.name.local)'",
      help:
        "Correct the name, or move the element to bpmn:extensionElements with your own namespace.",
      at: child)
  }

  func misplaced(_ child: XMLElement, _ parent: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(child.name.qualified) is not allowed in \(parent.name.qualified)",
      help: Schema.index(of: child.name.namespace) != nil
        ? "Move it to the right place." : "Move it to bpmn:extensionElements.", at: child)
  }

  func notExtension(_ child: XMLElement, _ parent: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(child.name.qualified) is not an extension: \(parent.name.qualified) only allows elements of "
        + "other namespaces",
      help: "Move it to the right place, or use a prefix with your own namespace.",
      at: child)
  }

  func tooLate(_ child: XMLElement, _ parent: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(child.name.qualified) is out of order in \(parent.name.qualified)",
      help: "Move it up: the schema defines the order of elements.", at: child)
  }

  func repeated(_ child: XMLElement, _ parent: XMLElement, _ maximum: Int) -> Diagnostic {
    deployment.finding(
      "\(parent.name.qualified) has too many \(child.name.qualified) elements",
      help: maximum == 1 ? "Keep one of them." : "Keep \(maximum) of them.", at: child)
  }

  func missing(_ particle: SchemaType.Particle, _ element: XMLElement) -> Diagnostic {
    let subject = element["bpmnElement"].map { " of '\($0)'" } ?? ""
    return deployment.finding(
      "\(element.name.qualified)\(subject) has "
        + (particle.minimum > 1
          ? "fewer than \(particle.minimum) \(particle.name) elements" : "no \(particle.name)"),
      help: "Add it, or delete the \(element.name.local).", at: element)
  }

  func missing(attribute: String, _ element: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(element.name.qualified) is missing the attribute \(attribute)", help: "Add it.",
      at: element)
  }

  func unknownAttribute(_ attribute: XMLAttribute) -> Diagnostic {
    let element = attribute.element
    return finding(
      "\(element.name.qualified) does not have an attribute '\(attribute.name.qualified)' in BPMN",
      help: attribute.name.prefix == nil
        ? "Correct the name, or use an attribute in your own namespace." : "Delete it.",
      at: attribute)
  }

  func badValue(_ attribute: XMLAttribute, _ problem: String) -> Diagnostic {
    finding(
      "\(attribute.name.qualified) '\(attribute.value)' \(problem)", help: "Correct the value.",
      at: attribute)
  }

  func badText(_ element: XMLElement, _ problem: String) -> Diagnostic {
    deployment.finding(
      "\(element.name.local) '\(element.text.trimmed)' \(problem)",
      help: "Delete the line, or correct it.", at: element)
  }

  func abstract(_ element: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(element.name.qualified) is of an abstract type",
      help: "Use an element of a concrete type, or set one with xsi:type.",
      at: element)
  }

  func stray(_ text: Range<Int>, _ element: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(element.name.qualified) must not contain text", help: "Delete it.",
      on: element.owner(in: deployment.model), at: SourceLocation(document.source, text))
  }

  private func finding(
    _ message: String, help: String, at attribute: XMLAttribute
  ) -> Diagnostic {
    deployment.finding(
      message, help: help, on: attribute.element.owner(in: deployment.model),
      at: SourceLocation(document.source, attribute.valueRange))
  }
}
