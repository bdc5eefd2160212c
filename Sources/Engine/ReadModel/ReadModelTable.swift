import EngineProtocol
import GRDB

/// A table of the read model whose rows have a key and belong to an instance, with the rows that
/// were created or changed since the last flush.
struct ReadModelTable {
  let name: String
  /// The columns after `key`; the first is `instance`.
  let columns: [String]
  private(set) var rows: [EngineKey: Row] = [:]

  struct Row {
    /// Whether the row is not in the database yet.
    let isNew: Bool
    /// By column; nil for what stays as it is.
    var values: [DatabaseValue?]
  }

  init(_ name: String, _ columns: String...) {
    self.name = name
    self.columns = ["instance"] + columns
  }

  func isNew(_ key: EngineKey) -> Bool { rows[key]?.isNew ?? false }

  mutating func insert(
    _ key: EngineKey, of instance: EngineKey, _ values: [(any DatabaseValueConvertible)?]
  ) {
    let all = [instance.databaseValue] + values.map { $0?.databaseValue ?? .null }
    assert(all.count == columns.count)
    rows[key] = Row(isNew: true, values: all)
  }

  mutating func set(_ key: EngineKey, _ column: String, _ value: (any DatabaseValueConvertible)?) {
    guard let index = columns.firstIndex(of: column) else {
      preconditionFailure("Table \(name) has no column \(column).")
    }
    let empty = Row(isNew: false, values: Array(repeating: nil, count: columns.count))
    rows[key, default: empty].values[index] = value?.databaseValue ?? .null
  }

  /// Forgets new rows of instances.
  mutating func drop(_ instances: Set<EngineKey>) {
    rows = rows.filter { row in
      guard row.value.isNew, let instance = row.value.values[0] else { return true }
      return Int64.fromDatabaseValue(instance).map { !instances.contains($0) } ?? true
    }
  }

  /// Writes the rows, and forgets them.
  mutating func flush(to database: Database) throws {
    let insertion =
      "INSERT OR REPLACE INTO \(name) (key, \(columns.joined(separator: ", "))) VALUES (?"
      + String(repeating: ", ?", count: columns.count) + ")"
    for (key, row) in rows.sorted(by: { $0.key < $1.key }) {
      let changed = row.values.indices.filter { row.values[$0] != nil }
      let values = changed.map { row.values[$0] ?? .null }
      if row.isNew {
        try database.cachedStatement(sql: insertion)
          .execute(arguments: StatementArguments([key.databaseValue] + values))
      } else {
        let assignments = changed.map { "\(columns[$0]) = ?" }.joined(separator: ", ")
        try database.cachedStatement(sql: "UPDATE \(name) SET \(assignments) WHERE key = ?")
          .execute(arguments: StatementArguments(values + [key.databaseValue]))
      }
    }
    rows.removeAll(keepingCapacity: true)
  }
}
