import EngineProtocol

/// A row of the read model that was created or changed since the last flush.
protocol HistoryRow: Sendable {
  static var insertion: String { get }
  /// Changes the columns that are not null; the last argument is the key.
  static var update: String { get }

  var key: EngineKey { get }
  /// Whether the row is not in the database yet.
  var isNew: Bool { get }

  /// A row of the database in which nothing has changed.
  init(changing key: EngineKey)

  func insert(into instance: EngineKey, _ definition: Definition, _ statement: RowStatement) throws
  func update(_ statement: RowStatement) throws
}

/// The rows of an instance in one table, by key.
struct HistoryRows<Row: HistoryRow>: Sendable {
  /// In ascending order: new rows have the highest keys.
  private(set) var rows: [Row] = []

  mutating func add(_ row: Row) { self[row.key] = row }

  /// A row; one of the database if it was not changed yet.
  subscript(key: EngineKey) -> Row {
    get {
      let index = index(of: key)
      return index < rows.count && rows[index].key == key ? rows[index] : Row(changing: key)
    }
    _modify {
      let index = index(of: key)
      if index == rows.count || rows[index].key != key {
        rows.insert(Row(changing: key), at: index)
      }
      yield &rows[index]
    }
  }

  private func index(of key: EngineKey) -> Int {
    guard let last = rows.last, last.key >= key else { return rows.count }
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
