import EngineProtocol
import JSON

/// Translates conditions to SQL.
struct ConditionBuilder {
  private let table: QueryTable
  private let subject: QuerySubject
  /// The number of conditions so far.
  private(set) var count = 0

  init(_ table: QueryTable, _ subject: QuerySubject) {
    self.table = table
    self.subject = subject
  }

  mutating func all(_ conditions: [QueryCondition]) throws(EngineError) -> SQLFragment {
    var parts: [SQLFragment] = []
    /// The positive tests that concern the same row of another table.
    var joint: [(source: String, tests: [SQLFragment])] = []
    for condition in conditions {
      count += 1
      switch condition {
      case .field(let field, let tests):
        try check(tests)
        switch try column(field) {
        case .value(let sql): parts += tests.map { $0.fragment(on: sql) }
        case .item(let list):
          let source = "1 IN (SELECT 1 FROM json_each(\(list)) AS r WHERE 1"
          parts += tests.compactMap { $0.exclusion(on: "r.value", source) }
          let positive = tests.compactMap { $0.positive(on: "r.value") }
          if !positive.isEmpty { parts.append(.selected(source, positive)) }
        case .related(let from, let value):
          let source = "\(try instance) IN (SELECT r.instance FROM \(from)"
          parts += tests.compactMap { $0.exclusion(on: value, source) }
          let positive = tests.compactMap { $0.positive(on: value) }
          if positive.isEmpty { continue }
          if let index = joint.firstIndex(where: { $0.source == source }) {
            joint[index].tests += positive
          } else {
            joint.append((source, positive))
          }
        }
      case .any(let groups):
        var alternatives: [SQLFragment] = []
        for group in groups { alternatives.append(try all(group)) }
        parts.append(.joined(alternatives, "OR", ifEmpty: .none))
      case .variable(let name, let tests, let scope):
        try check(tests)
        let source =
          scope == .instance
          ? "\(try instance) IN (SELECT r.instance FROM variable AS r WHERE 1"
          : "\(try element(of: condition)) IN (SELECT r.scope FROM variable AS r WHERE 1"
        parts.append(
          .selected(
            source,
            [SQLFragment("r.name = ?", [.text(name)])] + tests.map { $0.fragment(on: "r.value") }))
      case .within(let key): parts.append(try within(key))
      case .inInstance(let conditions):
        var builder = ConditionBuilder(.processInstance, .processInstance)
        let inner = try builder.all(conditions)
        count += builder.count
        let source = QueryTable.processInstance.source(for: inner.sql)
        parts.append(
          SQLFragment(
            "\(try instance) IN (SELECT i.key FROM \(source) WHERE \(inner.sql))", inner.arguments))
      case .visible(let element, let isEffective):
        parts.append(Self.visible(from: element, isEffective))
      }
    }
    parts += joint.map { .selected($0.source, $0.tests) }
    return .joined(parts, "AND", ifEmpty: .all)
  }

  /// SQLite rejects patterns that are much longer.
  private func check(_ tests: [QueryTest]) throws(EngineError) {
    for case .like(let pattern) in tests where pattern.utf8.count > 10_000 {
      throw EngineError(.invalidArgument, "A pattern is longer than 10,000 bytes.")
    }
  }

  private func column(_ field: QueryField) throws(EngineError) -> QueryColumn {
    guard let column = table.column(field) else {
      throw EngineError(
        .invalidArgument,
        "A search for \(subject.rawValue) cannot be filtered by \(field.rawValue).")
    }
    return column
  }

  private var instance: String {
    get throws(EngineError) {
      guard case .value(let sql) = try column(.processInstanceKey) else { return "NULL" }
      return sql
    }
  }

  private func element(of condition: QueryCondition) throws(EngineError) -> String {
    guard case .value(let sql) = try column(.elementInstanceKey) else { return "NULL" }
    return sql
  }

  /// Everything in an instance or element, and in what it called.
  private func within(_ key: EngineKey) throws(EngineError) -> SQLFragment {
    SQLFragment(
      """
      \(try element(of: .within(key))) IN (
        WITH RECURSIVE part (key) AS (
          VALUES (?)
          UNION SELECT element.key FROM part CROSS JOIN element ON element.scope = part.key
          UNION SELECT called.key FROM part CROSS JOIN element AS p ON p.key = part.key
            CROSS JOIN instance AS called
              ON called.parent = p.instance AND called.parent_element = p.key)
        SELECT key FROM part)
      """, [.integer(key)])
  }

  /// Scopes are younger than those around them, and so have higher keys.
  private static func visible(from element: EngineKey, _ isEffective: Bool) -> SQLFragment {
    let scopes = """
      WITH RECURSIVE scope (key) AS (
        VALUES (?)
        UNION ALL SELECT element.scope FROM scope CROSS JOIN element ON element.key = scope.key)
      SELECT key FROM scope
      """
    let all = SQLFragment("x.scope IN (\(scopes))", [.integer(element)])
    guard isEffective else { return all }
    return all.and(
      SQLFragment(
        """
        x.scope = (SELECT max(scope) FROM variable AS o WHERE o.name = x.name
          AND o.scope IN (\(scopes)))
        """, [.integer(element)]))
  }
}

extension SQLFragment {
  /// A selection of rows that pass all tests. SQLite looks rows of another table up once for all
  /// records, instead of once for each.
  /// - Parameter source: ends within the condition of the selection.
  fileprivate static func selected(_ source: String, _ tests: [SQLFragment]) -> SQLFragment {
    let tests = joined(tests, "AND", ifEmpty: .all)
    return SQLFragment("\(source) AND \(tests.sql))", tests.arguments)
  }
}

extension QueryTest {
  /// The test of a value.
  fileprivate func fragment(on sql: String) -> SQLFragment {
    switch self {
    case .equal(let value): SQLFragment("\(sql) = ?", [value])
    case .notEqual(let value): SQLFragment("\(sql) IS NOT ?", [value])
    case .exists(true): SQLFragment("\(sql) IS NOT NULL")
    case .exists(false): SQLFragment("\(sql) IS NULL")
    case .greater(let value): SQLFragment("\(sql) > ?", [value])
    case .greaterOrEqual(let value): SQLFragment("\(sql) >= ?", [value])
    case .less(let value): SQLFragment("\(sql) < ?", [value])
    case .lessOrEqual(let value): SQLFragment("\(sql) <= ?", [value])
    case .isIn(let values): SQLFragment("\(sql) IN \(Self.list)", [Self.json(values)])
    case .notIn(let values):
      SQLFragment("(\(sql) IS NULL OR \(sql) NOT IN \(Self.list))", [Self.json(values)])
    case .like(let pattern): SQLFragment("\(sql) GLOB ?", [.text(Self.glob(pattern))])
    }
  }

  /// The test of a row that must exist; nil for one of rows that must not exist.
  fileprivate func positive(on sql: String) -> SQLFragment? {
    switch self {
    case .notEqual, .notIn, .exists(false): nil
    default: fragment(on: sql)
    }
  }

  /// No row has the value that the test excludes; nil if it excludes none.
  fileprivate func exclusion(on sql: String, _ source: String) -> SQLFragment? {
    let excluded: SQLFragment? =
      switch self {
      case .notEqual(let value): QueryTest.equal(value).fragment(on: sql)
      case .notIn(let values): QueryTest.isIn(values).fragment(on: sql)
      case .exists(false): QueryTest.exists(true).fragment(on: sql)
      default: nil
      }
    return excluded.map { test in
      let row = SQLFragment.selected(source, [test])
      return SQLFragment("NOT (\(row.sql))", row.arguments)
    }
  }

  /// One placeholder for any number of values.
  private static let list = "(SELECT value FROM json_each(?))"

  private static func json(_ values: [QueryValue]) -> QueryValue {
    let items = values.map { value -> JSONValue in
      switch value {
      case .null: .null
      case .integer(let integer): .number(String(integer))
      case .text(let text): .string(text)
      }
    }
    return .text(JSONValue.array(items).text())
  }

  /// The pattern in the syntax of SQLite's GLOB, in which brackets enclose literal characters.
  private static func glob(_ pattern: String) -> String {
    var result = ""
    var isEscaped = false
    for letter in pattern.unicodeScalars {
      if letter == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      let isLiteral = letter == "[" || isEscaped && (letter == "*" || letter == "?")
      result.unicodeScalars += isLiteral ? ["[", letter, "]"] : [letter]
      isEscaped = false
    }
    // A backslash at the end stands for itself.
    return isEscaped ? result + "\\" : result
  }
}
