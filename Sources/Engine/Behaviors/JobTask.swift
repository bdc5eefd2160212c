import BPMN
import Diagnostics
import EngineProtocol
import XML

/// An element that creates a job: service, send, script and business rule tasks, and message throw
/// and end events, with a job type.
struct JobTask: ElementBehavior {
  let type: ProcessExpression
  let retries: ProcessExpression
  let headers: [String: String]

  init?(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    guard let definition = element.zeebe("taskDefinition") else {
      // A decision used instead is rejected as an extension.
      if element.zeebe("calledDecision") == nil {
        compiler.reject(element)
      }
      return nil
    }
    guard let (type, retries) = compiler.job(definition, of: element) else { return nil }
    self.type = type
    self.retries = retries
    headers = element.headers
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    let job = try processor.evaluateJob(type, retries, for: key)
    processor.createJob(type: job.type, retries: job.retries, for: key)
    return .waits
  }
}

extension ProcessCompiler {
  /// The type and the retries of a job.
  mutating func job(
    _ definition: XMLElement, of element: BPMNElement
  ) -> (type: ProcessExpression, retries: ProcessExpression)? {
    guard let type = definition.attribute("type"), !type.value.isEmpty else {
      reject(element)
      return nil
    }
    guard let typeExpression = expression(type, of: element),
      let retries = compile(definition["retries"] ?? "3", of: element)
    else { return nil }
    return (typeExpression, retries)
  }
}
