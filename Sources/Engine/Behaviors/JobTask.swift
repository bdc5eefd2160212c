import BPMN
import Diagnostics
import XML

/// Work for a worker: service, send, script and business rule tasks, and message throw and end
/// events, with a job type.
struct JobTask: ElementBehavior {
  let type: Expression
  let retries: Expression
  let headers: [String: String]

  init?(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    guard let definition = element.zeebe("taskDefinition") else {
      // A decision or message in its place was refused as an extension already.
      let others = ["calledDecision", "publishMessage"]
      if others.allSatisfy({ element.zeebe($0) == nil }) {
        compiler.report(
          .invalid(
            "the task has no job type", help: "Apply a connector template, or set the type.",
            of: element))
      }
      return nil
    }
    guard let type = definition.attribute("type"), !type.value.isEmpty else {
      compiler.report(
        .invalid(
          "the job type is empty", help: "Say which worker does it.", at: definition.location,
          of: element))
      return nil
    }
    let retries = definition.attribute("retries")
    guard let typeExpression = compiler.expression(type, of: element),
      let retriesExpression = compiler.compile(
        retries?.value ?? "3", at: retries?.location ?? definition.location, of: element)
    else { return nil }
    self.type = typeExpression
    self.retries = retriesExpression
    var headers: [String: String] = [:]
    for header in element.taskHeaders {
      guard let key = header.key, let value = header.value else { continue }
      if headers.updateValue(value, forKey: key) != nil {
        compiler.report(
          .invalid(
            "the header '\(key)' is given twice", help: "Delete one of them.",
            at: header.xml.location, of: element))
      }
    }
    self.headers = headers
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    let variables = processor.visibleVariables(of: key)
    let type = try type.string(variables, in: processor.environment)
    let retries = try retries.integer(variables, in: processor.environment)
    processor.createJob(type: type, retries: retries, for: key)
    return .waits
  }
}
