import BPMN
import Text
import XML

extension SchemaCheck {
  /// The problem with an attribute's value, as a predicate for a message; nil if it is valid.
  func problem(of attribute: XMLAttribute, _ type: SimpleType) -> String? {
    switch type {
    case .text: return nil
    case .enumeration(let index):
      let values = Schema.enumerations[index].values
      return values.contains(attribute.value)
        ? nil : "is not one of \(values.joined(separator: ", "))"
    case .tokens(let index):
      return Schema.tokens[index].values.contains(attribute.value.trimmed)
        ? nil : problem(of: attribute, .uri)
    default:
      let model = deployment.model
      return attribute.withValueBytes {
        Self.problem(of: $0, type, in: attribute.element, model)
      }
    }
  }

  /// The problem with an element's text.
  func problem(of element: XMLElement, _ type: SimpleType) -> String? {
    let model = deployment.model
    var text = element.text
    return text.withUTF8 { Self.problem(of: $0, type, in: element, model) }
  }

  private static func problem(
    of value: UnsafeBufferPointer<UInt8>, _ type: SimpleType, in element: XMLElement,
    _ model: BPMNModel
  ) -> String? {
    let text = SchemaText(value)
    switch type {
    case .text, .enumeration, .tokens: return nil
    case .boolean: return text.isBoolean ? nil : "is neither true nor false"
    case .integer: return text.isInteger ? nil : "is not an integer"
    case .int:
      return text.isInteger && Int32(text.string) != nil ? nil : "is not a 32-bit integer"
    case .double: return text.isDouble ? nil : "is not a number"
    case .id: return text.isName ? nil : "is not an id"
    // An invalid id is reported where it is defined.
    case .reference: return model.hasID(text.bytes) ? nil : "is not an id in the file"
    case .uri: return text.isURI ? nil : "is not a URI"
    case .name:
      if text.isName { return nil }
      if text.bytes.isEmpty { return "is empty" }
      guard let prefix = text.prefixOfName else { return "is not a name" }
      return element.namespace(ofPrefix: prefix) == nil ? "has an undeclared prefix" : nil
    }
  }
}
