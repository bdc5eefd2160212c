/// A search for records of one kind.
///
/// A query sees every command that was answered before it was asked.
package struct Query: Sendable {
  /// What is searched.
  package var subject: QuerySubject
  /// Conditions that all must hold; none selects everything.
  package var conditions: [QueryCondition]
  /// The first order leads; records that are equal in all of them are sorted by key, oldest first.
  package var sort: [QueryOrder]
  /// Where the page starts.
  package var start: Start
  /// The maximum number of records in the page; 0 only counts.
  package var limit: Int

  /// The place of a page in the sorted records.
  package enum Start: Sendable, Hashable {
    /// The page skips this many records.
    case offset(Int)
    /// The page follows a record.
    case after(QueryCursor)
    /// The page ends directly before a record.
    case before(QueryCursor)
  }

  /// Creates a query, by default for the first 100 records.
  package init(
    _ subject: QuerySubject, where conditions: [QueryCondition] = [], sort: [QueryOrder] = [],
    start: Start = .offset(0), limit: Int = 100
  ) {
    self.subject = subject
    self.conditions = conditions
    self.sort = sort
    self.start = start
    self.limit = limit
  }
}

/// What a query searches.
package enum QuerySubject: String, Sendable, CaseIterable {
  case processDefinition, processInstance, elementInstance, variable, job, incident
  case messageSubscription, correlatedMessage, userTask, sequenceFlow, timer, waitState
}

/// A condition on a record.
package indirect enum QueryCondition: Sendable {
  /// Tests on one field, which all must hold. A field with several values, such as the elements of
  /// an instance, has one that passes the positive tests, and none that a negative test excludes.
  case field(QueryField, [QueryTest])
  /// Groups of which at least one must hold completely.
  case any([[QueryCondition]])
  /// A variable with this name whose JSON text passes all tests.
  case variable(String, [QueryTest], in: VariableScope)
  /// The process instance of the record fulfills all of these conditions.
  case inInstance([QueryCondition])
  /// The record belongs to this process instance or element instance, or to anything in it,
  /// including called processes.
  case within(EngineKey)
  /// A variable that is visible from an element instance; only the innermost of each name if
  /// `isEffective`.
  case visible(from: EngineKey, isEffective: Bool)

  /// Where a variable is searched.
  package enum VariableScope: Sendable {
    /// In any scope of the process instance.
    case instance
    /// In the element's own scope.
    case local
  }

  /// A field with exactly this value.
  package static func equal(_ field: QueryField, _ value: QueryValue) -> QueryCondition {
    .field(field, [.equal(value)])
  }
}

/// A test of a value. Texts are compared case-sensitively.
package enum QueryTest: Sendable, Hashable {
  case equal(QueryValue)
  /// Also passed by a missing value.
  case notEqual(QueryValue)
  /// Whether there is a value.
  case exists(Bool)
  case greater(QueryValue)
  case greaterOrEqual(QueryValue)
  case less(QueryValue)
  case lessOrEqual(QueryValue)
  case isIn([QueryValue])
  /// Also passed by a missing value.
  case notIn([QueryValue])
  /// A pattern for the whole text: `*` matches any characters, `?` one, a backslash escapes.
  case like(String)
}

/// One field that records are sorted by. Missing values come first in ascending order.
package struct QueryOrder: Sendable, Hashable {
  /// The field.
  package var field: QueryField
  /// Whether the highest value comes first.
  package var isDescending: Bool

  /// Creates an order, by default an ascending one.
  package init(_ field: QueryField, isDescending: Bool = false) {
    self.field = field
    self.isDescending = isDescending
  }
}

/// The place of a record in an order: its values of the sorted fields, and its key.
package struct QueryCursor: Sendable, Hashable {
  /// The values; the last one is the key.
  package var values: [QueryValue]

  /// Creates a cursor.
  package init(_ values: [QueryValue]) { self.values = values }
}

/// A value of a field. Times are milliseconds since 1970, flags 0 or 1, lists and objects JSON text.
package enum QueryValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case text(String)

  /// 1 for true.
  package static func flag(_ value: Bool) -> QueryValue { .integer(value ? 1 : 0) }
  /// A key, or no value.
  package static func key(_ key: EngineKey?) -> QueryValue { key.map { .integer($0) } ?? .null }
}

/// A page of the records that a query selects.
package struct QueryResult: Sendable {
  /// The records of the page.
  package var items: [QueryRecord]
  /// How many records the conditions select, on all pages.
  package var total: Int
  /// The place of the first record; nil if the page is empty.
  package var first: QueryCursor?
  /// The place of the last record; nil if the page is empty.
  package var last: QueryCursor?

  /// Creates a result, by default of a single page.
  package init(
    items: [QueryRecord], total: Int? = nil, first: QueryCursor? = nil, last: QueryCursor? = nil
  ) {
    self.items = items
    self.total = total ?? items.count
    self.first = first
    self.last = last
  }
}

/// How many records have the same values.
package struct QueryCount: Sendable, Hashable {
  /// The values.
  package var record: QueryRecord
  /// The number of records.
  package var count: Int

  /// Creates a count.
  package init(record: QueryRecord, count: Int) {
    self.record = record
    self.count = count
  }
}

/// A record that a query found.
package struct QueryRecord: Sendable, Hashable {
  private let values: [QueryField: QueryValue]

  /// Creates a record.
  package init(_ values: [QueryField: QueryValue]) { self.values = values }

  /// The value of a field; null also if the subject does not have it.
  package subscript(field: QueryField) -> QueryValue { values[field] ?? .null }

  /// The record with another value of a field.
  package func setting(_ field: QueryField, _ value: QueryValue) -> QueryRecord {
    QueryRecord(values.merging([field: value]) { $1 })
  }

  /// The text of a field; nil if it has none.
  package func text(_ field: QueryField) -> String? {
    if case .text(let text) = self[field] { text } else { nil }
  }

  /// The integer of a field; nil if it has none.
  package func integer(_ field: QueryField) -> Int64? {
    if case .integer(let integer) = self[field] { integer } else { nil }
  }

  /// The key of a field that always has one.
  package func key(_ field: QueryField) -> EngineKey { integer(field) ?? 0 }

  /// Whether the field is true.
  package func flag(_ field: QueryField) -> Bool { integer(field) == 1 }
}
