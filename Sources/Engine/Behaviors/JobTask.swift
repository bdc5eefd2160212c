import BPMN
import Diagnostics
import EngineProtocol
import XML

/// An element that creates a job: service, send, script and business rule tasks, and message throw
/// and end events, with a job type.
struct JobTask: ElementBehavior {
  let job: JobDefinition
  let headers: [String: String]
  private let resources: [LinkedResource]

  init?(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    guard let definition = element.zeebe("taskDefinition") else {
      // A decision used instead is rejected as an extension.
      if element.zeebe("calledDecision") == nil {
        compiler.reject(element)
      }
      return nil
    }
    guard let job = compiler.job(definition, of: element) else { return nil }
    self.job = job
    headers = element.headers
    resources = compiler.linkedResources(of: element)
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    let attributes = try processor.evaluate(job, for: key)
    guard !resources.isEmpty else {
      processor.createJob(attributes, for: key)
      return .waits
    }
    var headers = headers
    headers[LinkedResource.header] = try processor.header(for: resources, of: key)
    processor.createJob(attributes, headers: headers, for: key)
    return .waits
  }
}

extension ProcessCompiler {
  /// The type, retries and priority of a job.
  mutating func job(_ definition: XMLElement, of element: BPMNElement) -> JobDefinition? {
    guard let type = definition.attribute("type"), !type.value.isEmpty else {
      reject(element)
      return nil
    }
    let known = diagnostics.count
    let typeExpression = expression(type, of: element)
    let retries = compile(definition["retries"] ?? "3", of: element)
    let priority = (element.jobPriority ?? process.jobPriority).flatMap {
      expression($0, of: element)
    }
    guard diagnostics.count == known, let typeExpression, let retries else { return nil }
    return JobDefinition(type: typeExpression, retries: retries, priority: priority)
  }
}

extension BPMNElement {
  fileprivate var jobPriority: XMLAttribute? {
    zeebe("jobPriorityDefinition")?.attribute("priority")
  }
}
