import EngineProtocol
import GRDB

/// A count of records by the values of some fields, as SQL.
struct CountStatement: Sendable {
  private let sql: String
  private let filter: SQLFragment
  private let fields: [QueryField]

  /// - Parameter distinct: counts the values of this field instead of the records.
  /// - Throws: `.invalidArgument` for a field that the subject does not have.
  init(
    _ subject: QuerySubject, where conditions: [QueryCondition], by fields: [QueryField],
    distinct: QueryField?
  ) throws(EngineError) {
    let table = QueryTable.of(subject)
    var builder = ConditionBuilder(table, subject)
    filter = try builder.all(conditions)
    self.fields = fields
    var columns: [String] = []
    for field in fields + (distinct.map { [$0] } ?? []) {
      guard case .value(let sql) = table.column(field) else {
        throw EngineError(
          .invalidArgument, "A search for \(subject.rawValue) has no field \(field.rawValue).")
      }
      columns.append(sql)
    }
    let count = distinct == nil ? "count(*)" : "count(DISTINCT \(columns.removeLast()))"
    let selected = (columns + [count]).joined(separator: ", ")
    let numbers = fields.indices.map { String($0 + 1) }.joined(separator: ", ")
    sql = """
      SELECT \(selected) FROM \(table.source(for: selected + filter.sql)) WHERE \(filter.sql)
      GROUP BY \(numbers) ORDER BY \(numbers)
      """
  }

  @Sendable func run(_ database: Database) throws -> [QueryCount] {
    try Row.fetchAll(database, sql: sql, arguments: filter.statementArguments).map { row in
      var values: [QueryField: QueryValue] = [:]
      for (index, field) in fields.enumerated() { values[field] = QueryValue(row[index]) }
      return QueryCount(record: QueryRecord(values), count: row[fields.count])
    }
  }
}

extension QueryValue {
  init(_ value: DatabaseValue) {
    switch value.storage {
    case .int64(let value): self = .integer(value)
    case .string(let text): self = .text(text)
    // The tables have neither.
    case .double, .blob, .null: self = .null
    }
  }
}
