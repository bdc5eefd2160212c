import GRDB
import GRDBSQLite

/// A statement that is executed for many rows. It binds values itself, because GRDB's arguments cost
/// more time than the rows.
struct RowStatement {
  private let statement: Statement

  init(_ database: Database, _ sql: String) throws {
    statement = try database.cachedStatement(sql: sql)
  }

  func execute<each Value: RowValue>(_ values: repeat each Value) throws {
    let pointer = statement.sqliteStatement
    var index: Int32 = 0
    for value in repeat each values {
      index += 1
      value.bind(to: pointer, at: index)
    }
    let code = sqlite3_step(pointer)
    defer { sqlite3_reset(pointer) }
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: String(cString: sqlite3_errmsg(sqlite3_db_handle(pointer))))
    }
  }
}

/// A value of a column.
protocol RowValue {
  func bind(to statement: OpaquePointer, at index: Int32)
}

extension Int64: RowValue {
  func bind(to statement: OpaquePointer, at index: Int32) {
    sqlite3_bind_int64(statement, index, self)
  }
}

extension Int: RowValue {
  func bind(to statement: OpaquePointer, at index: Int32) {
    sqlite3_bind_int64(statement, index, Int64(self))
  }
}

extension Bool: RowValue {
  func bind(to statement: OpaquePointer, at index: Int32) {
    sqlite3_bind_int64(statement, index, self ? 1 : 0)
  }
}

extension String: RowValue {
  func bind(to statement: OpaquePointer, at index: Int32) {
    var text = self
    text.withUTF8 { bytes in
      // An empty buffer may have no address, which would bind NULL.
      guard let start = bytes.baseAddress else {
        sqlite3_bind_text(statement, index, "", 0, Self.copied)
        return
      }
      start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        _ = sqlite3_bind_text(statement, index, $0, Int32(bytes.count), Self.copied)
      }
    }
  }

  /// SQLITE_TRANSIENT: SQLite copies the text.
  private static var copied: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }
}

extension Optional: RowValue where Wrapped: RowValue {
  func bind(to statement: OpaquePointer, at index: Int32) {
    if let self { self.bind(to: statement, at: index) } else { sqlite3_bind_null(statement, index) }
  }
}
