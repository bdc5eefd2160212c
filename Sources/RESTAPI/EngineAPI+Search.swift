import EngineProtocol
import HTTP
import JSON

extension EngineAPI {
  /// Responds to searches and to requests for single records.
  /// - Parameter path: the segments after `/v2`.
  /// - Returns: nil for other requests.
  func find(_ request: ServerRequest, _ path: [String]) async throws -> ServerResponse? {
    let target = "\(request.method) \(path.joined(separator: "/"))"
    if let search = Self.searches[target] { return try await answer(search, request) }
    guard path.count > 1 else { return nil }
    let rest = path.dropFirst(2).map { "/" + $0 }.joined()
    let template = "\(request.method) \(path[0])/{key}\(rest)"
    if let description = Self.records[template] {
      let record = try await record(description, try Self.key(path[1]))
      return .json(200, description.json(record))
    }
    switch template {
    case "GET process-definitions/{key}/xml":
      let file = try await engine.resource(of: try Self.key(path[1]))
      return ServerResponse(status: 200, headers: [("Content-Type", "text/xml")], body: file.bytes)
    case "GET process-instances/{key}/sequence-flows":
      return try await sequenceFlows(try Self.key(path[1]))
    case "GET process-instances/{key}/call-hierarchy":
      return try await callHierarchy(try Self.key(path[1]))
    case "POST process-instances/{key}/incidents/search":
      let instance = try await record(.processInstances, try Self.key(path[1]))
      return try await answer(
        .incidents, request, where: [.within(instance.key(.processInstanceKey))])
    case "POST element-instances/{key}/incidents/search":
      let element = try await record(.elementInstances, try Self.key(path[1]))
      return try await answer(
        .incidents, request, where: [.within(element.key(.elementInstanceKey))])
    case "POST user-tasks/{key}/variables/search",
      "POST user-tasks/{key}/effective-variables/search":
      let task = try await record(.userTasks, try Self.key(path[1]))
      let isEffective = path[2] == "effective-variables"
      return try await answer(
        isEffective ? .effectiveUserTaskVariables : .userTaskVariables, request,
        where: [.visible(from: task.key(.elementInstanceKey), isEffective: isEffective)])
    default: return nil
    }
  }

  static let searches: [String: SearchDescription] = [
    "POST process-definitions/search": .processDefinitions,
    "POST process-instances/search": .processInstances,
    "POST element-instances/search": .elementInstances,
    "POST element-instances/wait-states/search": .waitStates,
    "POST variables/search": .variables, "POST jobs/search": .jobs,
    "POST user-tasks/search": .userTasks, "POST incidents/search": .incidents,
    "POST message-subscriptions/search": .messageSubscriptions,
    "POST correlated-message-subscriptions/search": .correlatedMessages,
  ]

  /// The records that can be requested by their keys.
  private static let records: [String: SearchDescription] = [
    "GET process-definitions/{key}": .processDefinitions,
    "GET process-instances/{key}": .processInstances,
    "GET element-instances/{key}": .elementInstances, "GET variables/{key}": .variable,
    "GET user-tasks/{key}": .userTasks, "GET incidents/{key}": .incidents,
  ]

  /// A key in a path.
  static func key(_ text: String) throws -> EngineKey {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, text.utf8.count <= 25, digits.allSatisfy({ "0"..."9" ~= $0 }) else {
      throw RequestProblem(
        title: RequestProblem.badRequest, "The key '\(text)' in the path is not a number.")
    }
    // Nothing has a key that is too large for an integer.
    return EngineKey(text) ?? .min
  }

  /// The record with a key.
  /// - Throws: `.notFound` if there is none.
  func record(_ description: SearchDescription, _ key: EngineKey) async throws -> QueryRecord {
    let query = Query(
      description.subject, where: [.equal(description.subject.key, .key(key))], limit: 1)
    guard let record = try await engine.search(query).items.first else {
      throw EngineError(.notFound, "\(description.noun) \(key) does not exist.")
    }
    return record
  }

  /// The body of a search; an empty object if there is none.
  static func body(of request: ServerRequest) throws -> JSONObject {
    do { return try RequestMembers(request, isOptional: true).object } catch {
      throw RequestProblem(title: RequestProblem.badRequest, error.message)
    }
  }

  private func answer(
    _ description: SearchDescription, _ request: ServerRequest,
    where conditions: [QueryCondition] = []
  ) async throws -> ServerResponse {
    var query = try SearchReader.query(try Self.body(of: request), description)
    query.conditions += conditions
    var result = try await engine.search(query)
    if description.subject == .variable, try request.flag("truncateValues") ?? true {
      result.items = result.items.map(\.shortened)
    } else if description.subject == .variable {
      result.items = result.items.map { $0.setting(.isTruncated, .flag(false)) }
    }
    let isLatest = query.conditions.contains {
      if case .field(.isLatestVersion, [.equal(.integer(1))]) = $0 { true } else { false }
    }
    return description.answer(result, hasStart: !isLatest)
  }

  /// All flows that the instance took.
  private func sequenceFlows(_ instance: EngineKey) async throws -> ServerResponse {
    let flows = try await engine.search(
      Query(.sequenceFlow, where: [.equal(.processInstanceKey, .key(instance))], limit: .max))
    return .json(
      200, .object([("items", .array(flows.items.map(SearchDescription.sequenceFlows.json)))]))
  }

  /// The instances that called the instance, from the root down to itself.
  private func callHierarchy(_ key: EngineKey) async throws -> ServerResponse {
    var chain = [try await record(.processInstances, key)]
    while let parent = chain[0].integer(.parentProcessInstanceKey) {
      // A parent lives longer than what it calls.
      chain.insert(try await record(.processInstances, parent), at: 0)
    }
    return .json(
      200,
      .array(
        chain.map { instance in
          .object([
            ("processInstanceKey", .key(instance.key(.processInstanceKey))),
            ("processDefinitionKey", .key(instance.key(.processDefinitionKey))),
            (
              "processDefinitionName",
              JSONValue(
                instance.text(.processDefinitionName) ?? instance.text(.processDefinitionId))
            ),
          ])
        }))
  }
}

extension QuerySubject {
  /// The key of its records.
  fileprivate var key: QueryField {
    switch self {
    case .processDefinition: .processDefinitionKey
    case .processInstance: .processInstanceKey
    case .elementInstance, .waitState: .elementInstanceKey
    case .variable: .variableKey
    case .job: .jobKey
    case .incident: .incidentKey
    case .messageSubscription: .messageSubscriptionKey
    case .correlatedMessage: .subscriptionKey
    case .userTask: .userTaskKey
    case .sequenceFlow: .sequenceFlowId
    case .timer: .timerKey
    }
  }
}

extension QueryRecord {
  /// A variable whose value is cut if it is long.
  fileprivate var shortened: QueryRecord {
    guard flag(.isTruncated), let value = text(.value) else { return self }
    return setting(.value, .text(String(value.unicodeScalars.prefix(VariableLimit.shownLength))))
  }
}

extension ServerRequest {
  /// A flag in the query; nil if it is absent.
  fileprivate func flag(_ name: String) throws -> Bool? {
    let values = query.split(separator: "&").filter { $0.hasPrefix(name + "=") }
    switch values.last?.dropFirst(name.count + 1) {
    case nil: return nil
    case "true": return true
    case "false": return false
    default:
      throw RequestProblem(
        title: RequestProblem.badRequest, "The parameter '\(name)' must be true or false.")
    }
  }
}
