import EngineProtocol
import JSON
import Time

struct UserTaskRow: HistoryRow {
  static let insertion = """
    INSERT OR REPLACE INTO user_task VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
  static let update = """
    UPDATE user_task SET state = coalesce(?, state), assignee = coalesce(?, assignee),
      candidate_groups = coalesce(?, candidate_groups),
      candidate_users = coalesce(?, candidate_users), due = coalesce(?, due),
      follow_up = coalesce(?, follow_up), due_time = coalesce(?, due_time),
      follow_up_time = coalesce(?, follow_up_time), priority = coalesce(?, priority),
      ended = coalesce(?, ended)
    WHERE key = ?
    """

  let key: EngineKey
  var isNew = false
  var element: EngineKey = 0
  var node: NodeIndex = 0
  var state: UserTask.State?
  var attributes: UserTaskAttributes?
  var form = UserTaskForm()
  var created: Int64 = 0
  var ended: Int64?

  init(changing key: EngineKey) { self.key = key }

  func insert(
    into instance: EngineKey, _ definition: Definition, _ statement: RowStatement
  ) throws {
    let headers = definition.process.node(node).behavior.headers
    try statement.execute(
      key, instance, element, state?.publicName, attributes?.assignee,
      attributes.map { Self.list($0.candidateGroups) },
      attributes.map { Self.list($0.candidateUsers) }, attributes?.dueDate,
      attributes?.followUpDate, attributes.map { Self.time($0.dueDate) },
      attributes.map { Self.time($0.followUpDate) }, attributes?.priority, form.externalReference,
      form.key, JSONValue(headers).text(), created, ended)
  }

  func update(_ statement: RowStatement) throws {
    try statement.execute(
      state?.publicName, attributes?.assignee, attributes.map { Self.list($0.candidateGroups) },
      attributes.map { Self.list($0.candidateUsers) }, attributes?.dueDate,
      attributes?.followUpDate, attributes.map { Self.time($0.dueDate) },
      attributes.map { Self.time($0.followUpDate) }, attributes?.priority, ended, key)
  }

  /// Milliseconds since 1970; `noTime` for none, because null means that it is unchanged.
  private static func time(_ text: String) -> Int64 {
    ISOInstant.milliseconds(text) ?? QueryTable.noTime
  }

  private static func list(_ texts: [String]) -> String {
    JSONValue.array(texts.map(JSONValue.string)).text()
  }
}

extension UserTask.State {
  fileprivate var publicName: String { rawValue.uppercased() }
}
