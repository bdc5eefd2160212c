import BPMN
import EngineProtocol
import FEEL
public import JSON
import Testing

@testable import Engine

/// A processor with a manual clock. After every command it checks that replaying the log, parsed
/// from its text, produces the same state; and at some steps, that a snapshot does.
struct Machine {
  private(set) var processor: Processor
  private let queries: Queries
  private(set) var trace: [TraceEntry] = []
  /// All events with what they concern.
  private(set) var log: [Change] = []
  /// Milliseconds since 1970: 2026-01-01T00:00:00Z.
  var now: Int64 = 1_767_225_600_000
  private var replica = EngineState()
  private var snapshot: [EngineKey: SnapshotRecord] = [:]
  private var seed: UInt64 = 1

  /// Commands run few steps each, so that most tests leave some work for later commands.
  init(
    visitLimit: Int = 1000, historyLimit: Int = 100,
    compatibility: EngineCompatibility = EngineCompatibility()
  ) {
    queries = Queries(limit: historyLimit)
    processor = Processor(
      state: EngineState(), changed: ChangedKeys(), environment: .default,
      compatibility: compatibility, stepLimit: 20, visitLimit: visitLimit)
  }

  var state: EngineState { processor.state }

  @discardableResult
  mutating func send(
    _ command: Command, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> Reply {
    let reply = try sendAlone(command, sourceLocation: sourceLocation)
    while !state.backlog.isEmpty { try sendAlone(.wake, sourceLocation: sourceLocation) }
    return reply
  }

  /// Processes a command and leaves deferred work in the backlog.
  @discardableResult
  mutating func sendAlone(
    _ command: Command, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> Reply {
    seed += 1
    let (result, changes) = processor.process(command, at: Moment(time: now, seed: seed))
    for event in try EventReader.events(in: EventWriter.text(of: changes)) {
      try replica.replay(event)
    }
    log += changes
    for change in changes { trace += TraceEntry.entries(change, at: processor.now) }
    try queries.model.apply(changes, at: processor.now, position: Int64(seed))
    #expect(replica == processor.state, "replay differs", sourceLocation: sourceLocation)
    if seed % 3 == 0 { try takeSnapshot(sourceLocation) }
    return try result.get()
  }

  /// Writes what changed since the last snapshot, and reads the whole.
  private mutating func takeSnapshot(_ sourceLocation: Testing.SourceLocation) throws {
    for (key, record) in SnapshotWriter(state).records(for: processor.changed ?? ChangedKeys()) {
      snapshot[key] = record
    }
    processor.changed?.removeAll()
    var reader = SnapshotReader()
    for key in snapshot.keys.sorted() { try snapshot[key].map { try reader.read($0) } }
    #expect(reader.finish() == state, "the snapshot differs", sourceLocation: sourceLocation)
  }

  /// Why a command is rejected; nil if it succeeds.
  mutating func refusal(
    _ command: Command, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) -> EngineError.Code? {
    do {
      try send(command, sourceLocation: sourceLocation)
      return nil
    } catch {
      return (error as? EngineError)?.code
    }
  }

  // MARK: Shortcuts for commands

  /// Deploys the body of a process with id `p`.
  mutating func deploy(_ body: String, definitions: String = "") throws {
    try deploy(file: bpmn(body, definitions: definitions))
  }

  @discardableResult
  mutating func deploy(file: [UInt8], name: String = "test.bpmn") throws -> Deployment {
    let resource = DeploymentResource(name: name, bytes: file)
    guard
      case .deployment(let deployment) = try send(
        .deploy([try DeploymentCompiler.compile(resource)]))
    else {
      throw WrongReply()
    }
    return deployment
  }

  @discardableResult
  mutating func start(_ variables: JSONObject = JSONObject()) throws -> EngineKey {
    let request = CreateInstanceRequest(.id("p"), variables: variables)
    guard case .instance(let instance) = try send(.createInstance(request)) else {
      throw WrongReply()
    }
    return instance.key
  }

  mutating func jobs(_ type: String, timeout: Int64 = 60_000) throws -> [ActivatedJob] {
    let request = ActivateJobsRequest(type: type, worker: "test", timeout: timeout, maximum: 100)
    guard case .jobs(let jobs) = try send(.activateJobs(request)) else { throw WrongReply() }
    return jobs
  }

  mutating func job(_ type: String, timeout: Int64 = 60_000) throws -> ActivatedJob {
    try #require(try jobs(type, timeout: timeout).first, "no job of type \(type)")
  }

  mutating func complete(_ type: String, _ variables: JSONObject = JSONObject()) throws {
    try send(.completeJob(try job(type).reference, variables))
  }

  @discardableResult
  mutating func publish(
    _ name: String, _ correlationKey: String = "", id: String = "", timeToLive: Int64 = 0,
    _ variables: JSONObject = JSONObject()
  ) throws -> EngineKey {
    let request = PublishMessageRequest(
      name: name, correlationKey: correlationKey, messageID: id, timeToLive: timeToLive,
      variables: variables)
    guard case .key(let key) = try send(.publishMessage(request)) else { throw WrongReply() }
    return key
  }

  mutating func advance(by milliseconds: Int64) throws {
    now += milliseconds
    try send(.wake)
  }

  // MARK: Results

  /// The completed elements, in order.
  var completed: [String] {
    trace.filter { $0.action == .completed && $0.elementType != .process }
      .compactMap(\.elementID)
  }

  func variables(_ instance: EngineKey) -> JSONValue {
    (try? JSONObject(variables: search(.variables(in: instance)))).map(JSONValue.object) ?? [:]
  }

  func outcome(_ instance: EngineKey) -> ProcessInstance.State? {
    search(.instance(instance)).first.map { ProcessInstance($0).state }
  }

  /// All instances, oldest first.
  var instances: [ProcessInstance] {
    search(Query(.processInstance, limit: 10_000)).map(ProcessInstance.init)
  }

  var subscriptions: [MessageSubscription] {
    search(.messageSubscriptions(of: nil)).map(MessageSubscription.init)
  }

  /// All user tasks, oldest first.
  var userTasks: [UserTask] { search(.userTasks(of: nil)).map(UserTask.init) }

  var incidents: [Incident] { search(.incidents(of: nil)).map(Incident.init) }

  func search(_ query: Query) -> [QueryRecord] { result(query).items }

  /// The read model, which queries complete first.
  private final class Queries {
    var model: ReadModel

    init(limit: Int) {
      do {
        model = try ReadModel(dataPath: nil, limit: limit, positions: 0...0, rebuild: { _ in })
      } catch { fatalError("no read model in memory: \(error)") }
    }
  }

  func result(_ query: Query) -> QueryResult {
    do {
      try queries.model.flush()
      return try queries.model.search(query)
    } catch { fatalError("the query fails: \(error)") }
  }
}

struct WrongReply: Error {}

/// A BPMN file with one executable process `p`.
func bpmn(_ body: String, definitions: String = "", id: String = "p") -> [UInt8] {
  Array(
    """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="file" targetNamespace="test">
    <bpmn:process id="\(id)" isExecutable="true">
    \(body)
    </bpmn:process>
    \(definitions)
    </bpmn:definitions>
    """.utf8)
}

/// Sequence flows from a sketch: `"a -> b -> c"`; the id of a flow is `a-b`.
func flows(_ chains: String...) -> String {
  chains.flatMap { chain in
    let nodes = chain.split(separator: " ").filter { $0 != "->" }
    return zip(nodes, nodes.dropFirst()).map { source, target in
      "<bpmn:sequenceFlow id=\"\(source)-\(target)\" sourceRef=\"\(source)\" "
        + "targetRef=\"\(target)\"/>"
    }
  }.joined(separator: "\n")
}

/// A flow with a condition.
func flow(_ source: String, _ target: String, when condition: String) -> String {
  """
  <bpmn:sequenceFlow id="\(source)-\(target)" sourceRef="\(source)" targetRef="\(target)">
    <bpmn:conditionExpression>\(condition)</bpmn:conditionExpression>
  </bpmn:sequenceFlow>
  """
}

/// A service task whose job type is its id.
func task(_ id: String, mappings: String = "") -> String {
  """
  <bpmn:serviceTask id="\(id)">
    <bpmn:extensionElements>
      <zeebe:taskDefinition type="\(id)"/><zeebe:ioMapping>\(mappings)</zeebe:ioMapping>
    </bpmn:extensionElements>
  </bpmn:serviceTask>
  """
}

/// A message definition with the given id and name, correlated by `=key`.
func message(_ name: String, key: String = "=key") -> String {
  """
  <bpmn:message id="\(name)" name="\(name)"><bpmn:extensionElements>
    <zeebe:subscription correlationKey="\(key)"/>
  </bpmn:extensionElements></bpmn:message>
  """
}

extension Command {
  static func updateJobRetries(_ key: EngineKey, _ retries: Int) -> Command {
    .updateJob(key, JobUpdate(retries: retries))
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Variables in the order in which a test writes them.
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
