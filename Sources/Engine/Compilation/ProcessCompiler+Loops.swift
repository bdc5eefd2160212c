import BPMN
import Diagnostics
import Text
import XML

extension ProcessCompiler {
  /// The loop of an activity; reports unsupported loops.
  mutating func loop(of element: BPMNElement) -> Loop? {
    if let part = element.child(.standardLoopCharacteristics) {
      report(.unsupported(part.typeWithArticle, at: part.location, of: element))
    }
    guard let part = element.child(.multiInstanceLoopCharacteristics) else { return nil }
    if element.isEventSubProcess {
      report(.unsupported("a loop on an event sub-process", at: part.location, of: element))
      return nil
    }
    if let cardinality = part.child(.loopCardinality) {
      report(.unsupported("a loop with a loop cardinality", at: cardinality.location, of: element))
      return nil
    }
    guard let loop = part.zeebe("loopCharacteristics"),
      let collection = loop.attribute("inputCollection"), !collection.value.isEmpty
    else {
      reject(element)
      return nil
    }
    let output = output(of: loop, element)
    let condition = part.child(.completionCondition).flatMap { feel($0, of: element) }
    guard let items = feel(collection, of: element) else { return nil }
    return Loop(
      isSequential: part.flag("isSequential", default: false), items: items,
      itemName: loop["inputElement"].flatMap { $0.isEmpty ? nil : $0 }, output: output,
      completion: condition)
  }

  /// The collection of a loop or an ad-hoc sub-process for results.
  mutating func output(of loop: XMLElement, _ element: BPMNElement) -> Loop.Output? {
    let name = loop["outputCollection"] ?? ""
    let source = loop.attribute("outputElement")
    guard !name.isEmpty || !(source?.value ?? "").isEmpty else { return nil }
    guard !name.isEmpty, let source, !source.value.isEmpty else {
      reject(element)
      return nil
    }
    guard let expression = feel(source, of: element) else { return nil }
    let text = String(source.value.dropFirst()).trimmed
    let path = text.split(separator: ".", omittingEmptySubsequences: false)
    let isTaken = path.first.map { $0 == loop["inputElement"] ?? "" || $0 == "loopCounter" }
    let isPlain = path.allSatisfy(\.isVariableName) && isTaken == false
    return Loop.Output(
      name: name, element: expression, local: isPlain ? path.first.map(String.init) : nil)
  }
}
