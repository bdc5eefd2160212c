import BPMN
import Diagnostics
import EngineProtocol
import LintRules

/// A deployed file with its executable processes, in the form that the processor runs, or what is
/// known of another document.
struct CompiledResource: Sendable {
  let resource: DeploymentResource
  var processes: [ExecutableProcess] = []
  var document: CompiledResource.Document?

  /// A file that is not a process.
  enum Document: Sendable {
    case form(CompiledDocument)
    /// A file that only the workers of linked jobs understand.
    case resource(CompiledDocument)

    var document: CompiledDocument {
      switch self {
      case .form(let document), .resource(let document): document
      }
    }

    var isForm: Bool {
      if case .form = self { true } else { false }
    }
  }
}

/// Compiles the files of a deployment.
enum DeploymentCompiler {
  /// Compiles files that pass the deployment rules, as Camunda's engine would accept them.
  /// - Throws: `.invalidArgument` with all findings.
  static func admit(_ resources: [DeploymentResource]) throws(EngineError) -> [CompiledResource] {
    guard !resources.isEmpty else {
      throw EngineError(.invalidArgument, "Nothing to deploy: the request contains no resource.")
    }
    let (documents, documentFaults) = DocumentCompiler.compile(resources)
    let resources = resources.filter { !DocumentCompiler.reads($0) }
    let files = resources.map { BPMNFile(parsing: $0.bytes, path: $0.name) }
    let faults = DeploymentRules.findings(in: files) + documentFaults
    var limits: [Diagnostic] = []
    let compiled = zip(resources, files).map { resource, file in
      let (processes, findings) = compile(file)
      limits += findings
      return CompiledResource(resource: resource, processes: processes)
    }
    limits += BoundResources.findings(in: files, documents: documents.compactMap(\.document))
    // Do not repeat the rules' findings in other words.
    let elements = Set(faults.map(\.element))
    let unsupported = limits.filter {
      $0.rule == "deploy/unsupported" && !elements.contains($0.element)
    }
    let findings = faults + (faults.isEmpty && unsupported.isEmpty ? limits : unsupported)
    guard findings.isEmpty else { throw refusal(findings) }
    return compiled + documents
  }

  /// Compiles a file from the log, which was accepted when it was deployed.
  /// - Throws: why this version cannot run it.
  static func compile(_ resource: DeploymentResource) throws(EngineError) -> CompiledResource {
    let file = BPMNFile(parsing: resource.bytes, path: resource.name)
    let (processes, findings) = compile(file)
    let faults = file.model == nil ? file.diagnostics : findings
    guard faults.isEmpty else { throw refusal(faults) }
    return CompiledResource(resource: resource, processes: processes)
  }

  private static func compile(
    _ file: BPMNFile
  ) -> (processes: [ExecutableProcess], diagnostics: [Diagnostic]) {
    let processes = (file.model?.processes ?? []).filter(\.isExecutable).map(
      ProcessCompiler.compile)
    return (processes.compactMap(\.0), processes.flatMap(\.1))
  }

  /// The error with all findings, which are also listed in its message.
  private static func refusal(_ diagnostics: [Diagnostic]) -> EngineError {
    let diagnostics = diagnostics.inReportingOrder()
    let lines = diagnostics.map { finding in
      "\(finding.location.source.path):\(finding.location.start.line): \(finding.message)"
    }
    return EngineError(
      .invalidArgument, "The deployment was rejected:\n" + lines.joined(separator: "\n"),
      diagnostics: diagnostics)
  }
}
