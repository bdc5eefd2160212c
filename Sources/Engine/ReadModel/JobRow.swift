import BPMN
import EngineProtocol
import JSON

struct JobRow: HistoryRow {
  static let insertion = """
    INSERT OR REPLACE INTO job VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
  static let update = """
    UPDATE job SET state = coalesce(?, state), retries = coalesce(?, retries),
      worker = coalesce(?, worker), deadline = coalesce(?, deadline),
      error_code = coalesce(?, error_code), message = coalesce(?, message),
      updated = coalesce(?, updated), ended = coalesce(?, ended),
      priority = coalesce(?, priority)
    WHERE key = ?
    """

  let key: EngineKey
  var isNew = false
  var element: EngineKey = 0
  var node: NodeIndex = 0
  var type = ""
  var listener: ListenerJob?
  var state: String?
  var retries: Int?
  var worker: String?
  var deadline: Int64?
  var errorCode: String?
  var message: String?
  /// Nil for those of the element in the diagram.
  var headers: [String: String]?
  var priority: Int?
  var created: Int64 = 0
  var updated: Int64?
  var ended: Int64?

  init(changing key: EngineKey) { self.key = key }

  func insert(
    into instance: EngineKey, _ definition: Definition, _ statement: RowStatement
  ) throws {
    let node = definition.process.node(node)
    let headers = headers ?? (node.behavior as? JobTask)?.headers ?? [:]
    try statement.execute(
      key, instance, element, node.id, type,
      kind(at: node),
      listener?.event.publicName ?? "UNSPECIFIED", state, retries, worker ?? "", deadline,
      errorCode, message, JSONValue(headers).text(), created, updated, ended,
      priority ?? 0)
  }

  private func kind(at node: Node) -> String {
    switch listener?.event {
    case .execution: "EXECUTION_LISTENER"
    case .task: "TASK_LISTENER"
    case nil: node.type == .adHocSubProcess ? "AD_HOC_SUB_PROCESS" : "BPMN_ELEMENT"
    }
  }

  func update(_ statement: RowStatement) throws {
    try statement.execute(
      state, retries, worker, deadline, errorCode, message, updated, ended, priority, key)
  }
}

extension InstanceHistory {
  mutating func addJob(_ change: Change, at place: Change.Place, _ time: Int64) {
    guard case .job(let key, let type, let retries) = change.detail else { return }
    switch change.event {
    case .jobCreated:
      var row = JobRow(changing: key)
      row.isNew = true
      row.element = place.key
      row.node = place.node
      row.type = type
      row.state = "CREATED"
      row.retries = retries
      row.created = time
      jobs.add(row)
    case .jobPrioritySet(_, let priority): jobs[key].priority = priority
    case .jobTimeoutUpdated(_, let deadline): jobs[key].deadline = deadline
    case .jobHeadersSet(_, let headers): jobs[key].headers = headers
    case .jobListenerSet(_, let listener): jobs[key].listener = listener
    // An activated job is one with a worker and a deadline.
    case .jobActivated(_, _, let worker, let deadline):
      jobs[key].state = "CREATED"
      jobs[key].worker = worker
      jobs[key].deadline = deadline
    case .jobCompleted:
      jobs[key].state = "COMPLETED"
      jobs[key].ended = time
    case .jobCanceled:
      jobs[key].state = "CANCELED"
      jobs[key].ended = time
    case .jobFailed(_, _, let message, _):
      jobs[key].state = "FAILED"
      jobs[key].retries = retries
      jobs[key].message = SecretHole.display(message)
    case .jobErrorThrown(_, let code, let message):
      jobs[key].state = "ERROR_THROWN"
      jobs[key].errorCode = code
      jobs[key].message = SecretHole.display(message)
    case .jobTimedOut: jobs[key].state = "TIMED_OUT"
    // A failed job that is available again shows that it failed until a worker gets it.
    case .jobAvailable: break
    case .jobRetriesUpdated:
      jobs[key].state = "RETRIES_UPDATED"
      jobs[key].retries = retries
    default: break
    }
    jobs[key].updated = time
  }
}
