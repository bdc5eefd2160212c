package import Connectors
package import EngineProtocol
package import FEEL
import RESTAPI
package import Secrets
package import Storage
import Synchronization
import TwilioSimulator

/// An executor: an engine's processes, the connectors that do their jobs, the webhooks that call
/// them, and the Twilio simulator.
///
/// ```swift
/// let runtime = try ExecutorRuntime(engine: engine, bundle: bundle, secrets: secrets)
/// let url = try await runtime.start()
/// …
/// await runtime.stop()
/// ```
package final class ExecutorRuntime: Sendable {
  private let engine: any ProcessEngine
  private let bundle: ExecutorBundle
  private let secrets: any SecretProvider
  let options: ExecutorOptions
  private let environment: FEELEnvironment
  private let now: @Sendable () -> Int64
  private let clock: AdjustableClock?
  private let log: ExecutorLog

  private let file: DataFile
  private let webhooks: ServedWebhooks
  private let numbers: ServedNumbers
  private let deployer: Deployer
  private let documents: DocumentTable
  private let transport: HTTPClientTransport
  private let server = ExecutorServer()
  let workers = Mutex<[JobWorker]>([])
  /// The simulator's own work; nil before the start and with `--live`.
  private let carrier = Mutex<Task<Void, Never>?>(nil)
  /// The elements whose job type has no connector here.
  package let unserved: [JobElement]

  /// - Parameters:
  ///   - file: stores the simulator's messages; by default, nothing is persisted.
  ///   - environment: the environment of expressions in connectors and webhooks.
  ///   - now: milliseconds since 1970.
  ///   - clock: the engine's clock, if the REST API may set it.
  /// - Throws: `WebhookFault` for a webhook that cannot be served, and SQLite's error for a
  ///   database that cannot be opened.
  package init(
    engine: any ProcessEngine, bundle: ExecutorBundle, secrets: any SecretProvider,
    options: ExecutorOptions = ExecutorOptions(), file: DataFile? = nil,
    environment: FEELEnvironment = .default,
    now: @escaping @Sendable () -> Int64 = { SystemClock().now }, clock: AdjustableClock? = nil,
    log: ExecutorLog = .silent
  ) throws {
    self.engine = engine
    self.bundle = bundle
    self.secrets = secrets
    self.options = options
    self.environment = environment
    self.now = now
    self.clock = clock
    self.log = log
    webhooks = ServedWebhooks(try WebhookTable(bundle.webhooks, secrets: secrets))
    numbers = ServedNumbers(
      webhooks, explicit: options.numbers, others: options.otherNumbers)
    self.file = try file ?? DataFile()
    documents = try DocumentTable(self.file)
    // One connection for each job, and as many for the simulator.
    transport = HTTPClientTransport(
      connections: 2 * options.concurrency, proxies: options.proxies)
    deployer = Deployer(
      engine: engine, bundle: bundle, webhooks: webhooks, secrets: secrets, log: log)
    let jobs = JobElement.all(in: bundle.resources)
    let served = Self.servedTypes(options)
    unserved = jobs.filter { !$0.jobType.hasPrefix("=") && !served.contains($0.jobType) }
  }

  /// Deploys the bundle, starts the server, and starts activating jobs.
  ///
  /// - Returns: `http://127.0.0.1:PORT`.
  /// - Throws: `EngineError` if the engine rejects the deployment, `PortFault` if the port cannot be
  ///   used.
  package func start() async throws -> String {
    if !bundle.resources.isEmpty {
      do {
        _ = try await engine.deploy(bundle.resources)
      } catch let error as EngineError {
        throw error.naming(bundle.givenPaths)
      }
    }
    try await deployer.restore()
    for element in unserved {
      log.warning(
        "\(element.label) (\(element.elementID) in \(element.processID)) has job type "
          + "'\(element.jobType)', which no connector here handles; its jobs wait for a worker.")
    }
    let port = try await server.start(port: options.port) { port in
      try self.routes(origin: Self.origin(port))
    }
    let origin = Self.origin(port)
    let interrupted = try await engine.interruptedJobs()
    let answers: [any Connector] = options.jobAnswers
    // Two workers for a type would compete for its jobs.
    let connectors = [connector(origin: origin)].filter { connector in
      !answers.contains { $0.jobType == connector.jobType }
    }
    for connector in answers + connectors {
      let worker = JobWorker(
        engine: engine, connector: connector, concurrency: options.concurrency, log: log)
      worker.start(interrupted: interrupted)
      workers.withLock { $0.append(worker) }
    }
    return origin
  }

  /// The job types that have a worker.
  static func servedTypes(_ options: ExecutorOptions) -> Set<String> {
    Set(options.jobAnswers.map(\.jobType)).union([HTTPConnector.jobType])
  }

  /// Activates no more jobs and accepts no more requests, waits up to `grace` for those in
  /// progress, and then interrupts them.
  package func stop(grace: Duration = .seconds(30)) async {
    let deadline = ContinuousClock.now + grace
    // Jobs first: their requests may go to the simulator in this server.
    for worker in workers.withLock({ $0 }) {
      await worker.stop(grace: max(deadline - ContinuousClock.now, .zero))
    }
    let carrier = carrier.withLock { $0 }
    carrier?.cancel()
    await carrier?.value
    await server.stop(grace: max(deadline - ContinuousClock.now, .milliseconds(500)))
    do { try await transport.shutdown() } catch {
      log.error("Cannot close the connections: \(error)")
    }
  }

  /// The numbers of the simulator and their webhooks.
  package var simulatedNumbers: [(number: String, webhook: String)] { numbers.webhookIDs }

  /// The webhooks being served.
  package var servedWebhooks: [WebhookRoute] { webhooks.table.all.map(\.route) }

  private static func origin(_ port: Int) -> String { "http://127.0.0.1:\(port)" }

  private func destination(_ origin: String) -> Destination {
    Destination(
      isLive: options.isLive, allowedHosts: options.allowedHosts, simulatorOrigin: origin)
  }

  private func connector(origin: String) -> HTTPConnector {
    HTTPConnector(
      transport: transport, destination: destination(origin), secrets: secrets,
      allowedSecrets: { [deployer] job in deployer.allowedSecrets(of: job.elementID) },
      engine: engine, documents: documentStore, environment: environment,
      now: { [now] in now() / 1000 })
  }

  private var documentStore: DocumentStore { DocumentStore(documents, newID: environment.uuid) }

  private func routes(origin: String) throws -> ServerRoutes {
    let publicURL = WebhookAddress(publicURL: options.publicURL).publicURL ?? origin
    let simulator =
      options.isLive
      ? nil
      : try Simulator(
        Simulator.Account(
          sid: options.accountSID, origin: origin, publicURL: publicURL,
          fallbackURL: options.fallbackURL),
        file: file, webhooks: webhooks, numbers: numbers, secrets: secrets,
        credentials: SimulatorCredentials(secrets) { [deployer] in deployer.secretNames },
        transport: transport, destination: destination(origin), now: now, log: log)
    carrier.withLock { $0 = simulator.map { simulator in Task { await simulator.run() } } }
    return ServerRoutes(
      webhooks: WebhookHandler(
        webhooks: webhooks,
        address: WebhookAddress(
          publicURL: options.publicURL, trustsForwardedHeaders: options.trustsForwardedHeaders),
        secrets: secrets,
        keys: SigningKeys(
          transport: transport, destination: destination(origin), now: { [now] in now() / 1000 }),
        documents: documentStore, engine: engine, environment: environment, log: log),
      engine: EngineAPI(
        engine: engine, version: options.platformVersion, clock: clock, environment: environment,
        deploy: { [deployer] resources in try await deployer.deploy(resources) }),
      page: StatusPage(
        engine: engine, webhooks: webhooks, numbers: numbers, simulator: simulator,
        publicURL: publicURL),
      documents: documents, simulator: simulator, log: log)
  }
}
