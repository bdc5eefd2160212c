import BPMN
import Compiler
import Connectors
import Diagnostics
import ElementTemplates
import EngineProtocol
import Linting
import ProjectModel
import SecretReferences
import Secrets
import Webhooks

/// Files to deploy, as the compiler sees them.
struct DeployedFiles {
  let byProcess: [String: DeploymentResource]
  private let resources: [DeploymentResource]
  private let compilation: Compilation

  var processes: Set<String> { Set(byProcess.keys) }

  /// - Parameter only: the only process to consider; nil for all.
  init(_ resources: [DeploymentResource], only process: String? = nil) {
    self.resources = resources
    compilation = Compilation(unchecked: Project(resources.map(InputFile.init)))
    var byProcess: [String: DeploymentResource] = [:]
    for file in compilation.project.files {
      for found in file.model?.processes ?? [] {
        guard let id = found.id, process == nil || id == process else { continue }
        byProcess[id] = resources.first { $0.name == file.path }
      }
    }
    self.byProcess = byProcess
  }

  /// - Throws: `EngineError` for a webhook that cannot be served.
  func webhooks(_ secrets: any SecretProvider) throws(EngineError) -> [CompiledWebhook] {
    do {
      let routes = try WebhookRoute.routes(WebhookManifest(compilation.webhooks))
      return try WebhookTable(routes, secrets: secrets).all
        .filter { byProcess[$0.route.processID] != nil }
    } catch {
      throw EngineError(.invalidArgument, error.description)
    }
  }

  var secretNames: [String: Set<String>] {
    ExecutorBundle.names(SecretInventory(compilation.secrets).json())
  }

  /// Checks webhook paths as linting all files that would then be served does, with the secrets in
  /// the paths resolved.
  /// - Parameters:
  ///   - rivals: elements of other processes that are served at one of these paths.
  ///   - rivalFiles: the files of their processes, by process.
  func rejectPathConflicts(
    _ elements: [CompiledWebhook], with rivals: [CompiledWebhook],
    of rivalFiles: [String: DeploymentResource], _ settings: LintSettings
  ) throws(EngineError) {
    let names = Set(resources.map(\.name))
    // The suffix distinguishes files of the same name, and processes that a newer file serves.
    var owners: [String: String] = [:]
    var inputs = resources.map(InputFile.init)
    for (process, var file) in rivalFiles {
      file.name += " of \(process)"
      while names.contains(file.name) || owners[file.name] != nil { file.name += "'" }
      owners[file.name] = process
      inputs.append(InputFile(file))
    }
    let all = elements + rivals
    let paths = Dictionary(all.map { ($0.route.id, $0.path) }) { first, _ in first }
    let rule = "webhook/duplicate-path"
    let checked = Compilation(
      Project(inputs), templates: .builtIn, settings: settings, onlyRule: rule,
      webhookPath: { paths[$0] ?? $0 })
    let clashing = checked.webhooks.filter { webhook in
      names.contains(webhook.element.model.source.path)
        && webhook.conflicts.contains { conflict in
          let owner = owners[conflict.element.model.source.path]
          return conflict.outcome == .queued
            && (owner == nil || owner == conflict.element.process?.id)
        }
    }.map(\.element.reference)
    let findings = checked.diagnostics.filter {
      $0.rule == rule && $0.severity == .error && names.contains($0.location.source.path)
        && clashing.contains($0.element)
    }
    guard findings.isEmpty else {
      let text = findings.map { finding in
        "\(finding.location.source.path):\(finding.location.start.line): \(finding.message). "
          + (finding.help ?? "")
      }
      throw EngineError(.invalidArgument, Self.mask(of: all).masking(text.joined(separator: "\n")))
    }
  }

  /// Masks the values that secrets contribute to webhook ids; a plain id may have the same value.
  private static func mask(of elements: [CompiledWebhook]) -> SecretMask {
    var mask = SecretMask()
    for element in elements where element.path != element.route.id {
      mask.add(element.pathMask)
      mask.add(element.path)
    }
    return mask
  }
}

extension InputFile {
  fileprivate init(_ resource: DeploymentResource) {
    self.init(path: resource.name, relativePath: resource.name, bytes: resource.bytes)
  }
}
