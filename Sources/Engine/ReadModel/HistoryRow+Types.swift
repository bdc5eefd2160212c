import BPMN
import EngineProtocol

// The rows of the read model that have a key. A column that is nil stays as it is.

struct InstanceRow: HistoryRow {
  static let insertion = "INSERT OR REPLACE INTO instance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
  static let update = """
    UPDATE instance SET parent = coalesce(?, parent), parent_element = coalesce(?, parent_element),
      state = coalesce(?, state), ended = coalesce(?, ended)
    WHERE key = ?
    """

  let key: EngineKey
  var isNew = false
  var parent: EngineKey?
  var parentElement: EngineKey?
  var state: ElementInstance.State?
  var started: Int64 = 0
  var ended: Int64?

  init(changing key: EngineKey) { self.key = key }

  func insert(
    into instance: EngineKey, _ definition: Definition, _ statement: RowStatement
  ) throws {
    try statement.execute(
      key, instance, definition.key, definition.process.id, parent, parentElement, state?.rawValue,
      started, ended)
  }

  func update(_ statement: RowStatement) throws {
    try statement.execute(parent, parentElement, state?.rawValue, ended, key)
  }
}

struct ElementRow: HistoryRow {
  static let insertion = "INSERT OR REPLACE INTO element VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
  static let update = """
    UPDATE element SET state = coalesce(?, state), ended = coalesce(?, ended) WHERE key = ?
    """

  let key: EngineKey
  var isNew = false
  var scope: EngineKey = 0
  var node: NodeIndex = 0
  var state: ElementInstance.State?
  var started: Int64 = 0
  var ended: Int64?

  init(changing key: EngineKey) { self.key = key }

  func insert(
    into instance: EngineKey, _ definition: Definition, _ statement: RowStatement
  ) throws {
    let node = definition.process.node(node)
    try statement.execute(
      key, instance, scope, node.id, node.name, node.type.rawValue, state?.rawValue, started, ended)
  }

  func update(_ statement: RowStatement) throws {
    try statement.execute(state?.rawValue, ended, key)
  }
}

struct JobRow: HistoryRow {
  static let insertion = """
    INSERT OR REPLACE INTO job VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
  static let update = """
    UPDATE job SET state = coalesce(?, state), retries = coalesce(?, retries),
      worker = coalesce(?, worker), deadline = coalesce(?, deadline),
      error_code = coalesce(?, error_code), message = coalesce(?, message),
      ended = coalesce(?, ended)
    WHERE key = ?
    """

  let key: EngineKey
  var isNew = false
  var element: EngineKey = 0
  var node: NodeIndex = 0
  var type = ""
  var state: String?
  var retries: Int?
  var worker: String?
  var deadline: Int64?
  var errorCode: String?
  var message: String?
  var created: Int64 = 0
  var ended: Int64?

  init(changing key: EngineKey) { self.key = key }

  func insert(
    into instance: EngineKey, _ definition: Definition, _ statement: RowStatement
  ) throws {
    try statement.execute(
      key, instance, element, definition.process.node(node).id, type, state, retries, worker ?? "",
      deadline, errorCode, message, created, ended)
  }

  func update(_ statement: RowStatement) throws {
    try statement.execute(state, retries, worker, deadline, errorCode, message, ended, key)
  }
}

struct TimerRow: HistoryRow {
  static let insertion = "INSERT OR REPLACE INTO timer VALUES (?, ?, ?, ?, ?, ?, ?)"
  static let update = """
    UPDATE timer SET due = coalesce(?, due), repetitions = coalesce(?, repetitions),
      state = coalesce(?, state)
    WHERE key = ?
    """

  let key: EngineKey
  var isNew = false
  var element: EngineKey = 0
  /// The event that it triggers.
  var node: NodeIndex = 0
  var due: Int64?
  var repetitions: Int?
  var state: String?

  init(changing key: EngineKey) { self.key = key }

  func insert(
    into instance: EngineKey, _ definition: Definition, _ statement: RowStatement
  ) throws {
    try statement.execute(
      key, instance, element, definition.process.node(node).id, due, repetitions, state)
  }

  func update(_ statement: RowStatement) throws {
    try statement.execute(due, repetitions, state, key)
  }
}

struct SubscriptionRow: HistoryRow {
  static let insertion = "INSERT OR REPLACE INTO subscription VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
  static let update = """
    UPDATE subscription SET state = coalesce(?, state), is_open = coalesce(?, is_open),
      changed = coalesce(?, changed)
    WHERE key = ?
    """

  let key: EngineKey
  var isNew = false
  var element: EngineKey = 0
  /// The event that it triggers.
  var node: NodeIndex = 0
  var topic = MessageTopic(name: "", correlationKey: "")
  var state: String?
  var isOpen: Bool?
  var changed: Int64?

  init(changing key: EngineKey) { self.key = key }

  func insert(
    into instance: EngineKey, _ definition: Definition, _ statement: RowStatement
  ) throws {
    try statement.execute(
      key, instance, element, definition.process.node(node).id, topic.name, topic.correlationKey,
      state, isOpen, changed)
  }

  func update(_ statement: RowStatement) throws {
    try statement.execute(state, isOpen, changed, key)
  }
}

struct IncidentRow: HistoryRow {
  static let insertion = "INSERT OR REPLACE INTO incident VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
  static let update = "UPDATE incident SET resolved = coalesce(?, resolved) WHERE key = ?"

  let key: EngineKey
  var isNew = false
  var element: EngineKey = 0
  var node: NodeIndex = 0
  var job: EngineKey?
  var type = ""
  var message = ""
  var created: Int64 = 0
  var resolved: Int64?

  init(changing key: EngineKey) { self.key = key }

  func insert(
    into instance: EngineKey, _ definition: Definition, _ statement: RowStatement
  ) throws {
    try statement.execute(
      key, instance, element, definition.process.node(node).id, job, type, message, created,
      resolved)
  }

  func update(_ statement: RowStatement) throws { try statement.execute(resolved, key) }
}
