import BPMN
import Diagnostics

/// Compiles what is deployed together.
enum DeploymentCompiler {
  /// The executable processes of each resource, or everything that stands in their way.
  static func compile(
    _ resources: [DeploymentResource]
  ) throws(EngineError) -> [[ExecutableProcess]] {
    guard !resources.isEmpty else {
      throw EngineError(.invalidArgument, "There is nothing to deploy: no resource was given.")
    }
    var diagnostics: [Diagnostic] = []
    var places: [String: String] = [:]
    let result = resources.map { resource in
      let compiled = compile(resource)
      diagnostics += compiled.diagnostics
      for process in compiled.processes {
        if let other = places.updateValue(resource.name, forKey: process.id),
          let element = compiled.model?.element(id: process.id)
        {
          diagnostics.append(.duplicateProcess(element, in: other))
        }
      }
      return compiled.processes
    }
    guard diagnostics.isEmpty else {
      throw EngineError(
        .invalidArgument, refusal(diagnostics), diagnostics: diagnostics.inReportingOrder())
    }
    return result
  }

  private static func compile(
    _ resource: DeploymentResource
  ) -> (processes: [ExecutableProcess], model: BPMNModel?, diagnostics: [Diagnostic]) {
    let file = BPMNFile(parsing: resource.bytes, path: resource.name)
    var diagnostics = file.diagnostics.filter { $0.severity == .error }
    guard let model = file.model, diagnostics.isEmpty else { return ([], nil, diagnostics) }
    var processes: [ExecutableProcess] = []
    for process in model.processes where process.isExecutable {
      let (compiled, findings) = ProcessCompiler.compile(process)
      diagnostics += findings
      if let compiled { processes.append(compiled) }
    }
    if processes.isEmpty, diagnostics.isEmpty {
      diagnostics.append(
        .invalidFile(
          "no process of this file is executable",
          help: "Set isExecutable=\"true\" on the process that is to run.",
          at: model.definitions.location))
    }
    return (processes, model, diagnostics)
  }

  /// The findings in one text, for those who only see the error's message.
  private static func refusal(_ diagnostics: [Diagnostic]) -> String {
    let lines = diagnostics.inReportingOrder().map { finding in
      "\(finding.location.source.path):\(finding.location.start.line): \(finding.message)"
    }
    return "The deployment was refused:\n" + lines.joined(separator: "\n")
  }
}

extension Diagnostic {
  fileprivate static func duplicateProcess(
    _ process: BPMNElement, in other: String
  ) -> Diagnostic {
    .invalid(
      "'\(other)' of the same deployment has a process with this id too",
      help: "Give one of them another id.", of: process)
  }
}
