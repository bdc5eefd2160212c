import Text
import BPMN
import Text
import XML

extension SchemaCheck {
  /// What is wrong with the value of an attribute, as the rest of a sentence; nil for a good one.
  func fault(of attribute: XMLAttribute, _ type: SimpleType) -> String? {
    switch type {
    case .text: return nil
    case .words(let index):
      let words = Schema.enumerations[index].words
      return words.contains(attribute.value) ? nil : "is none of \(words.joined(separator: ", "))"
    case .tokens(let index):
      return Schema.tokens[index].words.contains(attribute.value.trimmed)
        ? nil : fault(of: attribute, .uri)
    default: return attribute.withValueBytes { fault(of: $0, type, in: attribute.element) }
    }
  }

  /// The same of an element's text.
  func fault(of element: XMLElement, _ type: SimpleType) -> String? {
    var text = element.text
    return text.withUTF8 { fault(of: $0, type, in: element) }
  }

  private func fault(
    of value: UnsafeBufferPointer<UInt8>, _ type: SimpleType, in element: XMLElement
  ) -> String? {
    let text = SchemaText(value)
    switch type {
    case .text, .words, .tokens: return nil
    case .boolean: return text.isBoolean ? nil : "is neither true nor false"
    case .integer: return text.isInteger ? nil : "is not a whole number"
    case .int:
      return text.isInteger && Int32(text.string) != nil ? nil : "is not a whole number of 32 bits"
    case .double: return text.isDouble ? nil : "is not a number"
    case .id: return text.isName ? nil : "is not an id"
    // An id that is not a name is a finding where it is given.
    case .reference: return deployment.model.hasID(text.bytes) ? nil : "is not an id of the file"
    case .uri: return text.isURI ? nil : "is not a URI"
    case .name:
      if text.isName { return nil }
      if text.bytes.isEmpty { return "names nothing" }
      guard let prefix = text.prefixOfName else { return "is not a name" }
      return element.namespace(ofPrefix: prefix) == nil ? "has a prefix that is not declared" : nil
    }
  }
}
