import BPMN
import Connectors
import EngineProtocol
import Linting
import Secrets
import Synchronization
import Webhooks

/// Deploys files while the executor runs: the webhooks of their processes replace those of older
/// versions, and their tasks may resolve the secrets that they use.
final class Deployer: Sendable {
  private let engine: any ProcessEngine
  private let webhooks: ServedWebhooks
  private let secrets: any SecretProvider
  private let settings: LintSettings
  private let log: ExecutorLog
  private let served: Mutex<Served>
  /// Paths are checked against the served ones, which must not change until the deployment is done.
  private let deployments = SerialQueue()

  private struct Served {
    /// The latest file of each process.
    var files: [String: DeploymentResource] = [:]
    /// The names of the secrets that each element uses; nil if unknown.
    var secretNames: [String: Set<String>]?
  }

  /// The bundle's processes were deployed when the executor started.
  init(
    engine: any ProcessEngine, bundle: ExecutorBundle, webhooks: ServedWebhooks,
    secrets: any SecretProvider, log: ExecutorLog
  ) {
    self.engine = engine
    self.webhooks = webhooks
    self.secrets = secrets
    settings = bundle.settings
    self.log = log
    var served = Served(secretNames: bundle.secrets)
    for resource in bundle.resources {
      for process in DeployedFiles([resource]).processes { served.files[process] = resource }
    }
    self.served = Mutex(served)
  }

  /// The secrets that an element may resolve; nil for all.
  func allowedSecrets(of element: String) -> Set<String>? {
    served.withLock { served in served.secretNames.map { $0[element] ?? [] } }
  }

  /// The secrets that the deployed diagrams use; none if unknown.
  var secretNames: Set<String> {
    served.withLock { served in
      (served.secretNames ?? [:]).values.reduce(into: []) { $0.formUnion($1) }
    }
  }

  /// Deploys files: all or none.
  /// - Throws: `EngineError` for files that the engine rejects, and for webhooks that cannot be
  ///   served.
  func deploy(_ resources: [DeploymentResource]) async throws -> Deployment {
    try await deployments.run { try await self.deployExclusively(resources) }
  }

  private func deployExclusively(_ resources: [DeploymentResource]) async throws -> Deployment {
    let files = DeployedFiles(resources)
    let elements = try files.webhooks(secrets)
    let paths = Set(elements.map(\.path))
    let rivals = webhooks.table.all.filter {
      paths.contains($0.path) && !files.processes.contains($0.route.processID)
    }
    let rivalFiles = served.withLock { served in
      served.files.filter { file in rivals.contains { $0.route.processID == file.key } }
    }
    try files.rejectPathConflicts(elements, with: rivals, of: rivalFiles, settings)
    let deployment = try await engine.deploy(resources)
    serve(files, elements)
    return deployment
  }

  private func serve(_ files: DeployedFiles, _ elements: [CompiledWebhook]) {
    webhooks.replace(files.processes, with: elements)
    let names = files.secretNames
    served.withLock { served in
      for (process, file) in files.byProcess { served.files[process] = file }
      served.secretNames?.merge(names) { $0.union($1) }
    }
    for element in elements {
      log.info("\(element.route.label) listens on \(WebhookURL.path(id: element.route.id)).")
    }
  }

  // MARK: Restarts

  /// Serves what was deployed before a restart. A process or path of the bundle takes precedence.
  func restore() async throws {
    let known = Set(served.withLock { $0.files.keys })
    var newest: [String: ProcessDefinition] = [:]
    for definition in try await engine.processDefinitions() where !known.contains(definition.id) {
      newest[definition.id] = definition
    }
    for (process, definition) in newest.sorted(by: { $0.value.key < $1.value.key }) {
      let files = DeployedFiles([try await engine.resource(of: definition.key)], only: process)
      let elements = try files.webhooks(secrets).filter { element in
        guard let owner = webhooks.table[path: element.path]?.first?.route else { return true }
        log.warning(
          "\(element.route.label) of \(process), deployed before the restart, is not served: "
            + "\(WebhookURL.path(id: element.route.id)) now belongs to \(owner.processID).")
        return false
      }
      serve(files, elements)
    }
  }
}
