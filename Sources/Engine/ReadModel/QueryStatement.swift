import EngineProtocol
import Foundation
import GRDB
import JSON

/// A query as SQL.
struct QueryStatement: Sendable {
  private let query: Query
  private let table: QueryTable
  /// The orders with their expressions; the last one is the key.
  private let terms: [(sql: String, isDescending: Bool)]
  private let filter: SQLFragment
  private let page: SQLFragment

  /// SQLite's own limit of nested expressions is 1,000.
  private static let maximumConditions = 500

  /// - Throws: `.invalidArgument` for a field that the subject does not have, for too many
  ///   conditions, and for a cursor of another order.
  init(_ query: Query) throws(EngineError) {
    self.query = query
    table = QueryTable.of(query.subject)
    var terms: [(sql: String, isDescending: Bool)] = []
    for order in query.sort {
      guard case .value(let sql) = table.column(order.field) else {
        throw EngineError(
          .invalidArgument,
          "A search for \(query.subject.rawValue) cannot be sorted by \(order.field.rawValue).")
      }
      terms.append((sql, order.isDescending))
      // No two records have the same key.
      if sql == table.key { break }
    }
    if terms.last?.sql != table.key { terms.append((table.key, false)) }
    self.terms = terms
    var builder = ConditionBuilder(table, query.subject)
    filter = try builder.all(query.conditions)
    guard builder.count <= Self.maximumConditions else {
      throw EngineError(
        .invalidArgument,
        "The search has \(builder.count) conditions; at most \(Self.maximumConditions) are allowed."
      )
    }
    switch query.start {
    case .offset: page = SQLFragment("1")
    case .after(let cursor): page = try Self.following(cursor, terms)
    case .before(let cursor): page = try Self.following(cursor, terms.map { ($0, !$1) })
    }
  }

  private var isBackward: Bool { if case .before = query.start { true } else { false } }

  /// The records after a cursor.
  private static func following(
    _ cursor: QueryCursor, _ terms: [(sql: String, isDescending: Bool)]
  ) throws(EngineError) -> SQLFragment {
    guard cursor.values.count == terms.count, case .integer? = cursor.values.last else {
      throw EngineError(.invalidArgument, "The cursor does not belong to this order.")
    }
    var result = SQLFragment.none
    for (index, (term, value)) in zip(terms, cursor.values).enumerated().reversed() {
      let isBehind: SQLFragment =
        switch (value, term.isDescending) {
        case (.null, false): SQLFragment("\(term.sql) IS NOT NULL")
        case (.null, true): .none
        case (_, false): SQLFragment("\(term.sql) > ?", [value])
        // The key, which is last, is never null.
        case (_, true) where index == terms.count - 1: SQLFragment("\(term.sql) < ?", [value])
        case (_, true): SQLFragment("(\(term.sql) < ? OR \(term.sql) IS NULL)", [value])
        }
      result =
        index == terms.count - 1
        ? isBehind : isBehind.or(SQLFragment("\(term.sql) IS ?", [value]).and(result))
    }
    // Tells SQLite where to start in an index.
    if let first = terms.first, !first.isDescending, cursor.values[0] != .null {
      return SQLFragment("\(first.sql) >= ?", [cursor.values[0]]).and(result)
    }
    return result
  }

  // MARK: Running

  @Sendable func run(_ database: Database) throws -> QueryResult {
    let items = query.limit == 0 ? [] : try Row.fetchAll(database, records)
    let isWhole = query.start == .offset(0) && query.limit > 0 && items.count < query.limit
    let total = isWhole ? items.count : try Int.fetchOne(database, count) ?? 0
    return QueryResult(
      items: items.map(record), total: total, first: items.first.map(cursor),
      last: items.last.map(cursor))
  }

  private var count: SQLRequest<Int> {
    SQLRequest(
      sql: "SELECT count(*) FROM \(table.source(for: filter.sql)) WHERE \(filter.sql)",
      arguments: filter.statementArguments)
  }

  /// The page is found with few columns; the others are only read for its records.
  private var records: SQLRequest<Row> {
    let condition = filter.and(page)
    let sorted = terms.map { isBackward ? ($0.sql, !$0.isDescending) : ($0.sql, $0.isDescending) }
    let orders = sorted.enumerated().map { index, term in "o\(index)\(term.1 ? " DESC" : "")" }
    let keys = terms.enumerated().map { "\($1.sql) AS o\($0)" }.joined(separator: ", ")
    let offset = if case .offset(let count) = query.start { count } else { 0 }
    let selected = table.columns.map(\.sql) + terms.indices.map { "page.o\($0)" }
    let last = terms.count - 1
    let order = terms.enumerated().map { "page.o\($0)\($1.isDescending ? " DESC" : "")" }
    return SQLRequest(
      sql: """
        SELECT \(selected.joined(separator: ", ")) FROM (
          SELECT \(keys) FROM \(table.source(for: condition.sql + keys)) WHERE \(condition.sql)
          ORDER BY \(orders.joined(separator: ", ")) LIMIT \(query.limit) OFFSET \(offset)) AS page
        CROSS JOIN \(table.source) ON \(table.key) = page.o\(last)
        \(table.joins.map(\.sql).joined(separator: " "))
        ORDER BY \(order.joined(separator: ", "))
        """, arguments: condition.statementArguments)
  }

  private func record(_ row: Row) -> QueryRecord {
    var values: [QueryField: QueryValue] = [:]
    for (index, column) in table.columns.enumerated() {
      values[column.field] = QueryValue(row[index])
    }
    return QueryRecord(values)
  }

  private func cursor(_ row: Row) -> QueryCursor {
    QueryCursor(terms.indices.map { QueryValue(row[table.columns.count + $0]) })
  }
}
