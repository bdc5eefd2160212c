import BPMN
import EngineProtocol

// The rows of the read model that have a key. A column that is nil stays as it is.

struct InstanceRow: HistoryRow {
  /// The root of a called instance is that of its caller, which has a lower key.
  static let insertion = """
    INSERT OR REPLACE INTO instance VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
      coalesce((SELECT root FROM instance WHERE key = ?5), ?1), ?10, ?11)
    """
  static let update = """
    UPDATE instance SET parent = coalesce(?, parent), parent_element = coalesce(?, parent_element),
      state = coalesce(?, state), ended = coalesce(?, ended),
      business_id = coalesce(?, business_id), tags = coalesce(?, tags)
    WHERE key = ?
    """

  let key: EngineKey
  var isNew = false
  var parent: EngineKey?
  var parentElement: EngineKey?
  var state: ElementInstance.State?
  var started: Int64 = 0
  var ended: Int64?
  var businessID: String?
  /// A JSON array.
  var tags: String?

  init(changing key: EngineKey) { self.key = key }

  func insert(
    into instance: EngineKey, _ definition: Definition, _ statement: RowStatement
  ) throws {
    try statement.execute(
      key, instance, definition.key, definition.process.id, parent, parentElement,
      state?.publicName, started, ended, businessID, tags ?? "[]")
  }

  func update(_ statement: RowStatement) throws {
    try statement.execute(
      parent, parentElement, state?.publicName, ended, businessID, tags, key)
  }
}

struct ElementRow: HistoryRow {
  static let insertion = "INSERT OR REPLACE INTO element VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
  static let update = """
    UPDATE element SET state = coalesce(?, state), ended = coalesce(?, ended) WHERE key = ?
    """

  let key: EngineKey
  var isNew = false
  var scope: EngineKey = 0
  var node: NodeIndex = 0
  /// Whether it is the body of a loop.
  var isLoop = false
  var state: ElementInstance.State?
  var started: Int64 = 0
  var ended: Int64?

  init(changing key: EngineKey) { self.key = key }

  func insert(
    into instance: EngineKey, _ definition: Definition, _ statement: RowStatement
  ) throws {
    let node = definition.process.node(node)
    try statement.execute(
      key, instance, scope, node.id, node.name, node.type.rawValue,
      isLoop ? "MULTI_INSTANCE_BODY" : node.publicType, state?.publicName, started, ended)
  }

  func update(_ statement: RowStatement) throws {
    try statement.execute(state?.publicName, ended, key)
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

struct IncidentRow: HistoryRow {
  static let insertion = "INSERT OR REPLACE INTO incident VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
  static let update = "UPDATE incident SET state = coalesce(?, state) WHERE key = ?"

  let key: EngineKey
  var isNew = false
  var element: EngineKey = 0
  var node: NodeIndex = 0
  var job: EngineKey?
  var type = ""
  var message = ""
  var created: Int64 = 0
  var isResolved = false

  init(changing key: EngineKey) { self.key = key }

  func insert(
    into instance: EngineKey, _ definition: Definition, _ statement: RowStatement
  ) throws {
    try statement.execute(
      key, instance, element, definition.process.node(node).id, job, type, message,
      message.stableHash, created, isResolved ? "RESOLVED" : "ACTIVE")
  }

  func update(_ statement: RowStatement) throws {
    try statement.execute(isResolved ? "RESOLVED" : nil, key)
  }
}

extension String {
  /// A hash that is the same in every process: that of Java, as Camunda's statistics by error use it.
  fileprivate var stableHash: Int {
    Int(utf16.reduce(Int32(0)) { $0 &* 31 &+ Int32($1) })
  }
}

extension ElementInstance.State {
  var publicName: String { rawValue.uppercased() }
}

extension ProcessInstance.State {
  var publicName: String { rawValue.uppercased() }
}

extension Node {
  /// Its type in Camunda's REST API.
  var publicType: String {
    if type == .subProcess, behavior is Waiting { return "EVENT_SUB_PROCESS" }
    return type.rawValue.reduce(into: "") { name, letter in
      if letter.isUppercase { name += "_" }
      name += letter.uppercased()
    }
  }
}
