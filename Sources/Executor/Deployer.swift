import BPMN
import Compiler
import Diagnostics
import ElementTemplates
import Engine
import FoundationEssentials
import GRDB
import JSON
import Secrets
import Synchronization

/// Deploys what comes while the executor runs: the webhooks of its processes become active, in
/// place of those that their older versions had, and its tasks get the secrets that they name.
final class Deployer: Sendable {
  private let engine: any ProcessEngine
  private let webhooks: ServedWebhooks
  private let secrets: any SecretProvider
  private let settings: LintSettings
  private let queue: DatabaseQueue
  private let log: ExecutorLog
  private let served: Mutex<Served>
  /// Paths are checked against what is served, which must not change until the deployment is done.
  private let line = SerialLine()

  private struct Served {
    /// The newest file of each process.
    var files: [String: DeploymentResource] = [:]
    /// The names of the secrets that each element uses; nil where that is not known.
    var secretNames: [String: Set<String>]?
  }

  /// The processes of a bundle were deployed when the executor started.
  init(
    engine: any ProcessEngine, bundle: ExecutorBundle, webhooks: ServedWebhooks,
    secrets: any SecretProvider, database: ExecutorDatabase, log: ExecutorLog
  ) {
    self.engine = engine
    self.webhooks = webhooks
    self.secrets = secrets
    settings = bundle.settings
    self.log = log
    queue = database.queue
    var served = Served(secretNames: bundle.secrets)
    for resource in bundle.resources {
      for process in DeployedFiles([resource]).processes { served.files[process] = resource }
    }
    self.served = Mutex(served)
  }

  /// The secrets that an element may have; nil for all.
  func allowedSecrets(of element: String) -> Set<String>? {
    served.withLock { served in served.secretNames.map { $0[element] ?? [] } }
  }

  /// Deploys files: all or none.
  /// - Throws: `EngineError` for files that the engine refuses, and for webhooks that cannot be
  ///   served.
  func deploy(_ resources: [DeploymentResource]) async throws -> Deployment {
    try await line.run { try await self.deployAlone(resources) }
  }

  private func deployAlone(_ resources: [DeploymentResource]) async throws -> Deployment {
    let files = DeployedFiles(resources)
    let elements = try files.webhooks(secrets)
    let paths = Set(elements.map(\.path))
    let rivals = webhooks.table.all.filter {
      paths.contains($0.path) && !files.processes.contains($0.route.processID)
    }
    let rivalFiles = served.withLock { served in
      served.files.filter { file in rivals.contains { $0.route.processID == file.key } }
    }
    try files.refuseClashes(elements, with: rivals, of: rivalFiles, settings)
    let deployment = try await engine.deploy(resources)
    try await remember(deployment, resources)
    serve(files, elements)
    return deployment
  }

  private func serve(_ files: DeployedFiles, _ elements: [WebhookElement]) {
    webhooks.replace(files.processes, with: elements)
    let names = files.secretNames
    served.withLock { served in
      for (process, file) in files.byProcess { served.files[process] = file }
      served.secretNames?.merge(names) { $0.union($1) }
    }
    for element in elements {
      log.info("\(element.route.label) listens at \(WebhookURL.path(id: element.route.id)).")
    }
  }

  // MARK: Restarts

  private func remember(
    _ deployment: Deployment, _ resources: [DeploymentResource]
  ) async throws {
    try await queue.write { database in
      for process in deployment.processes {
        guard let file = resources.first(where: { $0.name == process.resourceName }) else {
          continue
        }
        try database.execute(
          sql: "INSERT OR REPLACE INTO deployed (process, name, bytes) VALUES (?, ?, ?)",
          arguments: [process.id, file.name, Data(file.bytes)])
      }
    }
  }

  /// Serves again what was deployed before a restart. A process that the bundle has is the
  /// bundle's, and so is a path.
  func restore() async throws {
    let known = Set(served.withLock { $0.files.keys })
    let rows = try await queue.write { database in
      for process in known {
        try database.execute(sql: "DELETE FROM deployed WHERE process = ?", arguments: [process])
      }
      return try Row.fetchAll(database, sql: "SELECT process, name, bytes FROM deployed").map {
        (
          process: $0["process"] as String,
          file: DeploymentResource(name: $0["name"], bytes: Array($0["bytes"] as Data))
        )
      }
    }
    for row in rows {
      let files = DeployedFiles([row.file], only: row.process)
      let elements = try files.webhooks(secrets).filter { element in
        guard let owner = webhooks.table[path: element.path]?.first?.route else { return true }
        log.warning(
          "\(element.route.label) of \(row.process), deployed before this start, is not served: "
            + "\(WebhookURL.path(id: element.route.id)) belongs to \(owner.processID) now.")
        return false
      }
      serve(files, elements)
    }
  }
}

/// Files to deploy, as the compiler sees them.
private struct DeployedFiles {
  let byProcess: [String: DeploymentResource]
  private let resources: [DeploymentResource]
  private let compilation: Compilation

  var processes: Set<String> { Set(byProcess.keys) }

  /// - Parameter only: the one process that counts; nil for all.
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
  func webhooks(_ secrets: any SecretProvider) throws(EngineError) -> [WebhookElement] {
    let manifest = WebhookManifest(compilation.webhooks).json(listsProperties: true)
    do {
      return try WebhookTable(WebhookRoute.routes(manifest: manifest), secrets: secrets).all
        .filter { byProcess[$0.route.processID] != nil }
    } catch {
      throw EngineError(.invalidArgument, error.description)
    }
  }

  var secretNames: [String: Set<String>] {
    ExecutorBundle.names(SecretInventory(compilation.secrets).json())
  }

  /// Paths are checked as a lint of everything that would then be served checks them, with the
  /// secrets in them filled in.
  /// - Parameters:
  ///   - rivals: the elements of other processes that are served at a path of these.
  ///   - rivalFiles: the files of their processes, by process.
  func refuseClashes(
    _ elements: [WebhookElement], with rivals: [WebhookElement],
    of rivalFiles: [String: DeploymentResource], _ settings: LintSettings
  ) throws(EngineError) {
    let names = Set(resources.map(\.name))
    // Files of one name, and processes that are served from a newer file, are told apart by these.
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

  /// Hides what secrets make of webhook ids: a plain id may be the same.
  private static func mask(of elements: [WebhookElement]) -> SecretMask {
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
