import EngineProtocol
import HTTP
import JSON

// Statistics: counts by element, process, version or error.
extension EngineAPI {
  /// Responds to requests for statistics; nil for other requests.
  /// - Parameter path: the segments after `/v2`.
  func count(_ request: ServerRequest, _ path: [String]) async throws -> ServerResponse? {
    switch "\(request.method) \(path.joined(separator: "/"))" {
    case "POST process-definitions/statistics/process-instances":
      return try await countInstances(request)
    case "POST process-definitions/statistics/process-instances-by-version":
      return try await countInstancesByVersion(request)
    case "POST process-definitions/statistics/message-subscriptions":
      return try await countSubscriptions(request)
    case "POST incidents/statistics/process-instances-by-error":
      return try await countErrors(request)
    case "POST incidents/statistics/process-instances-by-definition":
      return try await countErrorsByDefinition(request)
    default: break
    }
    guard path.count == 4, path[2] == "statistics" else { return nil }
    switch "\(request.method) \(path[0])/\(path[3])" {
    case "POST process-definitions/element-instances":
      let query = try SearchReader.query(try Self.body(of: request), .definitionStatistics)
      return try await countElements([
        .equal(.processDefinitionKey, .key(try Self.key(path[1]))), .inInstance(query.conditions),
      ])
    case "GET process-instances/element-instances":
      return try await countElements([.equal(.processInstanceKey, .key(try Self.key(path[1])))])
    case "GET process-instances/wait-states":
      let waits = try await engine.count(
        .waitState, where: [.equal(.processInstanceKey, .key(try Self.key(path[1])))],
        by: [.elementId], distinct: .elementInstanceKey)
      return .items(
        waits.map {
          .object([
            ("elementId", JSONValue($0.record.text(.elementId))),
            ("waitingCount", JSONValue($0.count)),
          ])
        })
    default: return nil
    }
  }

  /// An element with an incident does not count as active.
  private func countElements(_ conditions: [QueryCondition]) async throws -> ServerResponse {
    let names = ["active", "canceled", "incidents", "completed"]
    var elements: [(id: String, counts: [String: Int])] = []
    for group in try await engine.count(
      .elementInstance, where: conditions, by: [.elementId, .state, .hasIncident], distinct: nil)
    {
      let id = group.record.text(.elementId) ?? ""
      if elements.last?.id != id { elements.append((id, [:])) }
      let name =
        switch group.record.text(.state) {
        case "COMPLETED": "completed"
        case "TERMINATED": "canceled"
        default: group.record.flag(.hasIncident) ? "incidents" : "active"
        }
      elements[elements.count - 1].counts[name, default: 0] += group.count
    }
    return .items(
      elements.map { id, counts in
        .object([("elementId", .string(id))] + names.map { ($0, JSONValue(counts[$0] ?? 0)) })
      })
  }

  /// The active instances by definition.
  private func activeInstances(
    _ conditions: [QueryCondition] = []
  ) async throws -> [(definition: ProcessDefinition, record: QueryRecord)] {
    let groups = try await engine.count(
      .processInstance, where: [.equal(.state, .text("ACTIVE"))] + conditions,
      by: [.processDefinitionKey, .hasIncident], distinct: nil)
    var result: [(definition: ProcessDefinition, record: QueryRecord)] = []
    for definition in try await engine.processDefinitions() {
      let own = groups.filter { $0.record.key(.processDefinitionKey) == definition.key }
      guard !own.isEmpty else { continue }
      func count(_ hasIncident: Bool) -> QueryValue {
        .integer(Int64(own.first { $0.record.flag(.hasIncident) == hasIncident }?.count ?? 0))
      }
      result.append(
        (
          definition,
          QueryRecord([
            .processDefinitionId: .text(definition.id), .tenantId: .text("<default>"),
            .processDefinitionKey: .key(definition.key),
            .processDefinitionName: definition.name.map(QueryValue.text) ?? .null,
            .processDefinitionVersion: .integer(Int64(definition.version)),
            .activeInstancesWithIncidentCount: count(true),
            .activeInstancesWithoutIncidentCount: count(false),
          ])
        ))
    }
    return result
  }

  private func countInstances(_ request: ServerRequest) async throws -> ServerResponse {
    let query = try SearchReader.query(try Self.body(of: request), .instanceStatistics)
    var records: [QueryRecord] = []
    let groups = Dictionary(grouping: try await activeInstances(), by: \.definition.id)
    for (id, versions) in groups {
      func sum(_ field: QueryField) -> QueryValue {
        .integer(versions.reduce(0) { $0 + $1.record.key(field) })
      }
      let latest = versions.max { $0.definition.version < $1.definition.version }
      records.append(
        QueryRecord([
          .processDefinitionId: .text(id), .tenantId: .text("<default>"),
          .latestProcessDefinitionName: latest?.definition.name.map(QueryValue.text) ?? .null,
          .hasMultipleVersions: .flag(versions.count > 1),
          .activeInstancesWithIncidentCount: sum(.activeInstancesWithIncidentCount),
          .activeInstancesWithoutIncidentCount: sum(.activeInstancesWithoutIncidentCount),
        ]))
    }
    return SearchDescription.instanceStatistics.answer(
      query.page(of: records, key: .processDefinitionId))
  }

  private func countInstancesByVersion(_ request: ServerRequest) async throws -> ServerResponse {
    let query = try SearchReader.query(try Self.body(of: request), .versionStatistics)
    try query.require(.processDefinitionId)
    return SearchDescription.versionStatistics.answer(
      query.page(
        of: try await activeInstances(query.conditions).map(\.record), key: .processDefinitionKey))
  }

  private func countSubscriptions(_ request: ServerRequest) async throws -> ServerResponse {
    let query = try SearchReader.query(try Self.body(of: request), .subscriptionStatistics)
    let conditions = query.conditions + [.equal(.messageSubscriptionState, .text("CREATED"))]
    let fields: [QueryField] = [.processDefinitionKey, .processDefinitionId, .tenantId]
    let instances = try await engine.count(
      .messageSubscription, where: conditions, by: fields, distinct: .processInstanceKey)
    let all = try await engine.count(
      .messageSubscription, where: conditions, by: fields, distinct: nil)
    let records = zip(all, instances).map { all, instances in
      all.record.setting(.activeSubscriptions, .integer(Int64(all.count)))
        .setting(.processInstancesWithActiveSubscriptions, .integer(Int64(instances.count)))
    }
    return SearchDescription.subscriptionStatistics.answer(
      query.page(of: records, key: .processDefinitionKey))
  }

  /// The active instances with incidents of their own.
  private func instancesWithErrors(
    _ conditions: [QueryCondition], by fields: [QueryField]
  ) async throws -> [QueryRecord] {
    try await engine.count(
      .incident, where: [.equal(.state, .text("ACTIVE"))] + conditions, by: fields,
      distinct: .processInstanceKey
    ).map { $0.record.setting(.activeInstancesWithErrorCount, .integer(Int64($0.count))) }
  }

  private func countErrors(_ request: ServerRequest) async throws -> ServerResponse {
    let query = try SearchReader.query(try Self.body(of: request), .errorStatistics)
    let records = try await instancesWithErrors([], by: [.errorMessage, .errorHashCode])
    return SearchDescription.errorStatistics.answer(query.page(of: records, key: .errorMessage))
  }

  private func countErrorsByDefinition(_ request: ServerRequest) async throws -> ServerResponse {
    let query = try SearchReader.query(try Self.body(of: request), .errorDefinitionStatistics)
    try query.require(.errorHashCode)
    let definitions = try await engine.processDefinitions()
    let records = try await instancesWithErrors(
      query.conditions, by: [.processDefinitionKey, .processDefinitionId, .tenantId])
    return SearchDescription.errorDefinitionStatistics.answer(
      query.page(
        of: records.map { record in
          let key = record.key(.processDefinitionKey)
          let definition = definitions.first { $0.key == key }
          return record.setting(
            .processDefinitionVersion, .integer(Int64(definition?.version ?? 0))
          )
          .setting(.processDefinitionName, .text(definition?.name ?? definition?.id ?? ""))
        }, key: .processDefinitionKey))
  }
}

extension ServerResponse {
  /// A complete list.
  fileprivate static func items(_ items: [JSONValue]) -> ServerResponse {
    .json(200, .object([("items", .array(items))]))
  }
}

extension Query {
  /// - Throws: a problem if the filter does not have a field.
  fileprivate func require(_ field: QueryField) throws {
    let isThere = conditions.contains {
      if case .field(field, _) = $0 { true } else { false }
    }
    guard isThere else {
      throw RequestProblem(
        title: RequestProblem.invalidArgument, "The member 'filter.\(field.rawValue)' is missing.")
    }
  }

  /// The page of records that are few enough to be sorted here.
  /// - Parameter key: what identifies a record; its last order.
  fileprivate func page(of records: [QueryRecord], key: QueryField) -> QueryResult {
    let orders = sort + [QueryOrder(key)]
    func cursor(_ record: QueryRecord) -> QueryCursor {
      QueryCursor(orders.map { record[$0.field] })
    }
    func isBefore(_ left: QueryCursor, _ right: QueryCursor) -> Bool {
      for (order, values) in zip(orders, zip(left.values, right.values)) where values.0 != values.1
      {
        return values.0.isBefore(values.1) != order.isDescending
      }
      return false
    }
    let sorted = records.sorted { isBefore(cursor($0), cursor($1)) }
    let rest: ArraySlice<QueryRecord> =
      switch start {
      case .offset(let count): sorted.dropFirst(count)
      case .after(let last): sorted.drop { !isBefore(last, cursor($0)) }
      // The descriptions of statistics have no `before`.
      case .before: sorted[...]
      }
    let items = Array(rest.prefix(limit))
    return QueryResult(
      items: items, total: records.count, first: items.first.map(cursor),
      last: items.last.map(cursor))
  }
}

extension QueryValue {
  /// Nothing is before numbers, and those are before texts.
  fileprivate func isBefore(_ other: QueryValue) -> Bool {
    switch (self, other) {
    case (.null, .null): false
    case (.null, _): true
    case (.integer(let left), .integer(let right)): left < right
    case (.integer, .text): true
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    default: false
    }
  }
}
