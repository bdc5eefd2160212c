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
    guard let type = definition.attribute("type"), !type.value.isEmpty else {
      compiler.reject(element)
      return nil
    }
    let retries = definition.attribute("retries")
    guard let typeExpression = compiler.expression(type, of: element),
      let retriesExpression = compiler.compile(
        retries?.value ?? "3", of: element)
    else { return nil }
    self.type = typeExpression
    self.retries = retriesExpression
    headers = element.headers
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    let type = try type.string(
      processor.visibleVariables(of: key, for: type), in: processor.environment)
    let retries = try retries.integer(
      processor.visibleVariables(of: key, for: retries), in: processor.environment)
    processor.createJob(type: type, retries: retries, for: key)
    return .waits
  }
}
