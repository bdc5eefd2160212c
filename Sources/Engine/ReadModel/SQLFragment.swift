import EngineProtocol
import GRDB
import JSON

/// A part of a condition in SQL, with the values of its placeholders.
struct SQLFragment: Sendable {
  var sql: String
  var arguments: [QueryValue]

  init(_ sql: String, _ arguments: [QueryValue] = []) {
    self.sql = sql
    self.arguments = arguments
  }

  static let all = SQLFragment("1")
  static let none = SQLFragment("0")

  func and(_ other: SQLFragment) -> SQLFragment { joined("AND", other) }
  func or(_ other: SQLFragment) -> SQLFragment { joined("OR", other) }

  private func joined(_ word: String, _ other: SQLFragment) -> SQLFragment {
    SQLFragment("(\(sql) \(word) \(other.sql))", arguments + other.arguments)
  }

  /// The fragments joined without deeper nesting; `empty` if there are none.
  static func joined(
    _ fragments: [SQLFragment], _ word: String, ifEmpty empty: SQLFragment
  ) -> SQLFragment {
    guard !fragments.isEmpty else { return empty }
    return SQLFragment(
      "(\(fragments.map(\.sql).joined(separator: " \(word) ")))", fragments.flatMap(\.arguments))
  }

  var statementArguments: StatementArguments {
    StatementArguments(
      arguments.map { value -> DatabaseValue in
        switch value {
        case .null: .null
        case .integer(let integer): integer.databaseValue
        case .text(let text): text.databaseValue
        }
      })
  }
}
