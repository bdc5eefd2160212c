import EngineProtocol
import JSON
import Time

/// Reads a search request as its description allows. All problems are collected, each with the
/// path of its member.
struct SearchReader {
  private let description: SearchDescription
  /// Whether a member is unknown or has the wrong type.
  private var isMalformed = false
  private var problems: [String] = []
  private var isLatestOnly = false

  /// How many values a list in a filter may have.
  private static let maximumValues = 10_000

  /// The query of a request's body.
  /// - Throws: a problem with status 400 that lists everything that is wrong.
  static func query(_ body: JSONObject, _ description: SearchDescription) throws -> Query {
    var reader = SearchReader(description: description)
    let query = reader.read(body)
    if !reader.problems.isEmpty {
      throw RequestProblem(
        title: reader.isMalformed ? RequestProblem.badRequest : RequestProblem.invalidArgument,
        reader.problems.joined(separator: " "))
    }
    return query
  }

  private init(description: SearchDescription) { self.description = description }

  private mutating func malformed(_ path: String, _ problem: String) {
    isMalformed = true
    problems.append("The member '\(path)' \(problem).")
  }

  private mutating func invalid(_ path: String, _ problem: String) {
    problems.append("The member '\(path)' \(problem).")
  }

  private mutating func read(_ body: JSONObject) -> Query {
    var query = Query(description.subject)
    for (name, value) in body.members where !value.isNull {
      switch name {
      case "filter":
        if let filter = object(value, name) { query.conditions = conditions(filter, name) }
      case "sort" where !description.sort.isEmpty: query.sort = sort(value)
      case "page" where description.paging != .none:
        if let page = object(value, name) { read(page, &query) }
      default: malformed(name, "is unknown")
      }
    }
    if isLatestOnly { checkLatest(query) }
    return query
  }

  private mutating func object(_ value: JSONValue, _ path: String) -> JSONObject? {
    if value.object == nil { malformed(path, "must be an object") }
    return value.object
  }

  private mutating func list(_ value: JSONValue, _ path: String) -> [JSONValue] {
    guard let items = value.array else {
      malformed(path, "must be a list")
      return []
    }
    guard items.count <= Self.maximumValues else {
      invalid(path, "has \(items.count) values; at most \(Self.maximumValues) are allowed")
      return []
    }
    return items
  }

  // MARK: Filter

  private mutating func conditions(
    _ filter: JSONObject, _ path: String, isGroup: Bool = false
  ) -> [QueryCondition] {
    var conditions: [QueryCondition] = []
    for (name, value) in filter.members where !value.isNull {
      let path = "\(path).\(name)"
      if name == "$or", description.hasGroups, !isGroup {
        var groups: [[QueryCondition]] = []
        for (index, item) in list(value, path).enumerated() {
          let path = "\(path)[\(index)]"
          if let group = object(item, path) {
            groups.append(self.conditions(group, path, isGroup: true))
          }
        }
        conditions.append(.any(groups))
      } else if let special = description.specialFilters.first(where: { $0.name == name }) {
        conditions += self.conditions(special, value, path)
      } else if let field = QueryField(rawValue: name),
        let filter = description.filters.first(where: { $0.fields.contains(field) })
      {
        conditions.append(.field(field, tests(value, filter.kind, filter.operators, path)))
        if field == .isLatestVersion, value.bool == true { isLatestOnly = true }
      } else {
        malformed(path, "is unknown")
      }
    }
    return conditions
  }

  private mutating func conditions(
    _ filter: SearchDescription.SpecialFilter, _ value: JSONValue, _ path: String
  ) -> [QueryCondition] {
    var conditions: [QueryCondition] = []
    for (index, item) in list(value, path).enumerated() {
      let path = "\(path)[\(index)]"
      switch filter {
      case .tags:
        if let tag = self.value(item, .text, path) { conditions.append(.equal(.tag, tag)) }
      case .variables(_, let scope):
        guard let variable = object(item, path) else { continue }
        var name: String?
        var tests: [QueryTest]?
        for (member, value) in variable.members where !value.isNull {
          switch member {
          case "name":
            if case .text(let text)? = self.value(value, .text, "\(path).name") { name = text }
          case "value":
            let operators = SearchDescription.Operators.equality.union([.notIn, .like])
            tests = self.tests(value, .text, operators, "\(path).value")
          default: malformed("\(path).\(member)", "is unknown")
          }
        }
        if name == nil { invalid("\(path).name", "is missing") }
        if tests == nil { invalid("\(path).value", "is missing") }
        conditions.append(.variable(name ?? "", tests ?? [], in: scope))
      }
    }
    return conditions
  }

  private mutating func tests(
    _ value: JSONValue, _ kind: ValueKind, _ operators: SearchDescription.Operators, _ path: String
  ) -> [QueryTest] {
    guard !operators.isEmpty, let object = value.object else {
      return self.value(value, kind, path).map { [.equal($0)] } ?? []
    }
    var tests: [QueryTest] = []
    for (name, value) in object.members where !value.isNull {
      let path = "\(path).\(name)"
      if let test = test(name, value, kind, operators, path) { tests.append(test) }
    }
    return tests
  }

  private mutating func test(
    _ name: String, _ value: JSONValue, _ kind: ValueKind,
    _ operators: SearchDescription.Operators, _ path: String
  ) -> QueryTest? {
    switch name {
    case "$eq": return self.value(value, kind, path).map(QueryTest.equal)
    case "$neq": return self.value(value, kind, path).map(QueryTest.notEqual)
    case "$exists":
      if value.bool == nil { malformed(path, "must be true or false") }
      return value.bool.map(QueryTest.exists)
    case "$in": return .isIn(values(value, kind, path))
    case "$notIn" where operators.contains(.notIn): return .notIn(values(value, kind, path))
    case "$like" where operators.contains(.like):
      guard case .text(let pattern)? = self.value(value, .text, path) else { return nil }
      return .like(pattern)
    case "$gt" where operators.contains(.comparison):
      return self.value(value, kind, path).map(QueryTest.greater)
    case "$gte" where operators.contains(.comparison):
      return self.value(value, kind, path).map(QueryTest.greaterOrEqual)
    case "$lt" where operators.contains(.comparison):
      return self.value(value, kind, path).map(QueryTest.less)
    case "$lte" where operators.contains(.comparison):
      return self.value(value, kind, path).map(QueryTest.lessOrEqual)
    default:
      malformed(path, "is unknown")
      return nil
    }
  }

  private mutating func values(
    _ value: JSONValue, _ kind: ValueKind, _ path: String
  ) -> [QueryValue] {
    var values: [QueryValue] = []
    for (index, item) in list(value, path).enumerated() {
      if let value = self.value(item, kind, "\(path)[\(index)]") { values.append(value) }
    }
    return values
  }

  /// The value of a kind; nil after a problem was noted.
  private mutating func value(
    _ value: JSONValue, _ kind: ValueKind, _ path: String
  ) -> QueryValue? {
    switch (kind, value) {
    case (.text, .string(let text)): return .text(text)
    case (.looseKey, .string(let text)): return .integer(EngineKey(text) ?? .min)
    case (.integer, .number):
      if let integer = value.int { return .integer(Int64(integer)) }
    case (.flag, .bool(let flag)): return .flag(flag)
    case (.key, .string(let text)):
      let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
      if !digits.isEmpty, text.utf8.count <= 25, digits.allSatisfy({ "0"..."9" ~= $0 }) {
        // No record has a key that is too large for an integer.
        return .integer(EngineKey(text) ?? .min)
      }
      invalid(path, "must be \(kind.phrase)")
      return nil
    case (.date, .string(let text)):
      if let time = ISOInstant.milliseconds(text) { return .integer(time) }
      invalid(path, "must be \(kind.phrase)")
      return nil
    case (.choice(let values), .string(let text)):
      if values.contains(text.uppercased()) { return .text(text.uppercased()) }
      invalid(path, "must be \(kind.phrase)")
      return nil
    default: break
    }
    malformed(path, "must be \(kind.phrase)")
    return nil
  }

  // MARK: Sort and page

  private mutating func sort(_ value: JSONValue) -> [QueryOrder] {
    var orders: [QueryOrder] = []
    for (index, item) in list(value, "sort").enumerated() {
      let path = "sort[\(index)]"
      guard let object = object(item, path) else { continue }
      var field: QueryField?
      var isDescending = false
      for (name, value) in object.members where !value.isNull {
        let path = "\(path).\(name)"
        switch name {
        case "field":
          field = value.string.flatMap(QueryField.init).flatMap {
            description.sort.contains($0) ? $0 : nil
          }
          if field == nil {
            let names = description.sort.map(\.rawValue).joined(separator: ", ")
            malformed(path, "must be one of \(names)")
          }
        case "order":
          if case .text(let order)? = self.value(value, .choice(["ASC", "DESC"]), path) {
            isDescending = order == "DESC"
          }
        default: malformed(path, "is unknown")
        }
      }
      if let field {
        orders.append(QueryOrder(field, isDescending: isDescending))
      } else if object["field"]?.isNull ?? true {
        malformed("\(path).field", "is missing")
      }
    }
    return orders
  }

  private mutating func read(_ page: JSONObject, _ query: inout Query) {
    var starts: [String] = []
    for (name, value) in page.members where !value.isNull {
      let path = "page.\(name)"
      switch name {
      case "limit":
        guard case .integer(let limit)? = self.value(value, .integer, path) else { continue }
        if 0...10_000 ~= limit {
          query.limit = Int(limit)
        } else {
          invalid(path, "must be from 0 to 10,000")
        }
      case "from" where description.paging.starts.contains(name):
        starts.append(path)
        guard case .integer(let offset)? = self.value(value, .integer, path) else { continue }
        if offset < 0 { invalid(path, "must not be negative") }
        query.start = .offset(Int(offset))
      case "after" where description.paging.starts.contains(name),
        "before" where description.paging.starts.contains(name):
        starts.append(path)
        guard case .text(let text)? = self.value(value, .text, path) else { continue }
        guard let cursor = QueryCursor(base64: text) else {
          invalid(path, "is not a cursor of an answer")
          continue
        }
        query.start = name == "after" ? .after(cursor) : .before(cursor)
      default: malformed(path, "is unknown")
      }
    }
    if page.isEmpty { malformed("page", "has no members; omit it, or give 'limit'") }
    if starts.count > 1 {
      malformed(starts[1], "cannot be used together with '\(starts[0])'")
    }
  }

  /// The latest versions can only be paged forwards, in few orders.
  private mutating func checkLatest(_ query: Query) {
    switch query.start {
    case .offset(let offset) where offset > 0:
      invalid("page.from", "cannot be used with isLatestVersion")
    case .before: invalid("page.before", "cannot be used with isLatestVersion")
    default: break
    }
    for (index, order) in query.sort.enumerated()
    where ![.processDefinitionId, .tenantId].contains(order.field) {
      invalid(
        "sort[\(index)].field", "must be processDefinitionId or tenantId with isLatestVersion")
    }
  }
}
