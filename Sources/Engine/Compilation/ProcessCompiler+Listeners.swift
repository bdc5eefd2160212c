import BPMN
import Diagnostics
import FEEL
import XML

extension ProcessCompiler {
  /// The execution listeners of an element; reports unsupported ones.
  mutating func executionListeners(of element: BPMNElement) -> ExecutionListeners {
    var listeners = ExecutionListeners()
    guard let list = element.zeebe("executionListeners") else { return listeners }
    for part in list.children where part.name.local == "executionListener" {
      guard let name = part.attribute("eventType"), let type = part.attribute("type"),
        !type.value.isEmpty
      else {
        reject(element)
        continue
      }
      guard let event = ExecutionListeners.Event(rawValue: name.value) else {
        report(
          .unsupported("the execution listener '\(name.value)'", at: name.location, of: element))
        continue
      }
      guard let typeExpression = expression(type, of: element),
        let retries = compile(part["retries"] ?? "3", of: element)
      else { continue }
      let listener = ExecutionListeners.Listener(
        type: typeExpression, retries: retries,
        headers: element.headers.merging(part.listenerHeaders) { $1 })
      switch event {
      case .beforeAll: listeners.beforeAll.append(listener)
      case .start: listeners.start.append(listener)
      case .end: listeners.end.append(listener)
      }
    }
    return listeners
  }
}
