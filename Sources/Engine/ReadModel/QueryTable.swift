import EngineProtocol

/// How a subject of queries is found in SQL.
///
/// In all expressions, `i` is the process instance and `d` its definition.
struct QueryTable: Sendable {
  /// The table with its alias, which the key belongs to.
  let source: String
  /// The key, by which equal records are sorted.
  let key: String
  /// Further tables, in an order in which each needs only those before it.
  let joins: [Join]
  /// The fields that records have.
  let columns: [(field: QueryField, sql: String)]
  /// The fields that exist only for conditions and orders.
  let conditions: [QueryField: QueryColumn]

  struct Join: Sendable {
    let alias: String
    let sql: String
  }

  init(
    _ source: String, key: String, joins: [Join], columns: [(QueryField, String)],
    conditions: [QueryField: QueryColumn] = [:]
  ) {
    self.source = source
    self.key = key
    self.joins = joins
    self.columns = columns.map { ($0, $1) }
    self.conditions = conditions
  }

  /// The column of a field; nil if the subject does not have it.
  func column(_ field: QueryField) -> QueryColumn? {
    switch conditions[field] {
    case .item, .related: return conditions[field]
    case .value, nil: break
    }
    var sql = columns.first { $0.field == field }?.sql
    if case .value(let condition)? = conditions[field] { sql = condition }
    // In parentheses, because of the precedence of operators.
    return sql.map { .value($0.contains(" ") ? "(\($0))" : $0) }
  }

  /// The tables that an expression uses.
  func source(for sql: String) -> String {
    var needed: [String] = []
    var sql = sql
    for join in joins.reversed() where sql.contains("\(join.alias).") {
      needed.insert(join.sql, at: 0)
      sql += join.sql
    }
    return ([source] + needed).joined(separator: " ")
  }

  /// Variables have no key in the engine; keys of the engine are much lower.
  static let firstVariableKey = Int64(1) << 62
  /// A time in a column whose null means that it is unchanged.
  static let noTime = Int64.min

  static func of(_ subject: QuerySubject) -> QueryTable {
    switch subject {
    case .processDefinition: processDefinition
    case .processInstance: processInstance
    case .elementInstance: elementInstance
    case .variable: variable
    case .job: job
    case .incident: incident
    case .messageSubscription: messageSubscription
    case .correlatedMessage: correlatedMessage
    case .userTask: userTask
    case .sequenceFlow: sequenceFlow
    case .timer: timer
    case .waitState: waitState
    }
  }
}

/// How a field is tested in SQL.
enum QueryColumn: Sendable {
  /// An expression.
  case value(String)
  /// An expression on the items of a JSON list of the record, of which one must fit.
  case item(of: String)
  /// An expression on rows `r` of another table, of which one that belongs to the process instance
  /// must fit. Tests on fields with the same `from` concern the same row.
  case related(from: String, value: String)
}
