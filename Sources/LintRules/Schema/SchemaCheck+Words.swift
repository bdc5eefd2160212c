import Linting
import Text
import BPMN
import Diagnostics
import Text
import XML

extension SchemaCheck {
  /// About a child that may not be where it is.
  func unexpected(_ child: XMLElement, _ parent: XMLElement) -> Diagnostic {
    guard schema.elementNumber(child.name) == nil, Schema.index(of: child.name.namespace) != nil
    else { return misplaced(child, parent) }
    return deployment.finding(
      "BPMN has no element '\(child.name.local)'",
      help:
        "Correct the name, or put the element into bpmn:extensionElements under a namespace of yours.",
      at: child)
  }

  func misplaced(_ child: XMLElement, _ parent: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(child.name.qualified) is not allowed in \(parent.name.qualified)",
      help: Schema.index(of: child.name.namespace) != nil
        ? "Move it to where it belongs." : "Put it into bpmn:extensionElements.", at: child)
  }

  func notExtension(_ child: XMLElement, _ parent: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(child.name.qualified) is not an extension: \(parent.name.qualified) takes elements of "
        + "other namespaces only",
      help: "Move it to where it belongs, or give it a prefix with a namespace of yours.",
      at: child)
  }

  func tooLate(_ child: XMLElement, _ parent: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(child.name.qualified) comes too late in \(parent.name.qualified)",
      help: "Move it up: the schema fixes the order of the elements.", at: child)
  }

  func repeated(_ child: XMLElement, _ parent: XMLElement, _ maximum: Int) -> Diagnostic {
    deployment.finding(
      "\(parent.name.qualified) has one \(child.name.qualified) too many",
      help: maximum == 1 ? "Keep one of them." : "Keep \(maximum) of them.", at: child)
  }

  func missing(_ particle: SchemaType.Particle, _ element: XMLElement) -> Diagnostic {
    let subject = element["bpmnElement"].map { " of '\($0)'" } ?? ""
    return deployment.finding(
      "\(element.name.qualified)\(subject) has "
        + (particle.minimum > 1
          ? "less than \(particle.minimum) elements \(particle.name)" : "no \(particle.name)"),
      help: "Add what is missing, or delete the \(element.name.local).", at: element)
  }

  func missing(attribute: String, _ element: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(element.name.qualified) has no attribute \(attribute)", help: "Add it.", at: element)
  }

  func unknownAttribute(_ attribute: XMLAttribute) -> Diagnostic {
    let element = attribute.element
    return finding(
      "\(element.name.qualified) has no attribute '\(attribute.name.qualified)' in BPMN",
      help: attribute.name.prefix == nil
        ? "Correct the name, or use an attribute of a namespace of your own." : "Delete it.",
      at: attribute)
  }

  func badValue(_ attribute: XMLAttribute, _ words: String) -> Diagnostic {
    finding(
      "\(attribute.name.qualified) '\(attribute.value)' \(words)", help: "Correct the value.",
      at: attribute)
  }

  func badText(_ element: XMLElement, _ words: String) -> Diagnostic {
    deployment.finding(
      "\(element.name.local) '\(element.text.trimmed)' \(words)",
      help: "Delete the line, or correct it.", at: element)
  }

  func abstract(_ element: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(element.name.qualified) is of an abstract type",
      help: "Use an element that says which kind it is, or name a type with xsi:type.",
      at: element)
  }

  func stray(_ text: Range<Int>, _ element: XMLElement) -> Diagnostic {
    deployment.finding(
      "there is text in \(element.name.qualified), where none is allowed", help: "Delete it.",
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
