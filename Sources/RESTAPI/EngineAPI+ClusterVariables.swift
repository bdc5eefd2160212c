import EngineProtocol
import HTTP
import JSON

// Cluster variables: global ones, and those of the only tenant.

extension EngineAPI {
  /// - Parameter path: what follows `cluster-variables`.
  func clusterVariables(
    _ request: ServerRequest, _ path: [String]
  ) async throws -> ServerResponse {
    if request.method == "POST", path == ["search"] {
      return try await searchClusterVariables(RequestMembers(request, isOptional: true))
    }
    let scope: ClusterVariable.Scope
    let rest: ArraySlice<String>
    switch path.first {
    case "global"?: (scope, rest) = (.global, path.dropFirst())
    case "tenants"? where path.count > 1:
      guard path[1] == "<default>" else {
        throw EngineError(.notFound, "The tenant '\(path[1])' does not exist; use '<default>'.")
      }
      (scope, rest) = (.tenant, path.dropFirst(2))
    default: throw notServed(request)
    }
    guard rest.count == 1, let name = rest.first else {
      guard rest.isEmpty, request.method == "POST" else { throw notServed(request) }
      return try await createClusterVariable(RequestMembers(request), scope)
    }
    let id = ClusterVariable.ID(name, scope)
    switch request.method {
    case "GET": return try await clusterVariable(id)
    case "PUT": return try await updateClusterVariable(id, RequestMembers(request))
    case "DELETE":
      try await engine.change(clusterVariable: .delete(id))
      return .empty(204)
    default: throw notServed(request)
    }
  }

  private func clusterVariable(_ id: ClusterVariable.ID) async throws -> ServerResponse {
    guard let variable = try await engine.clusterVariables().first(where: { $0.id == id }) else {
      throw EngineError(.notFound, "The cluster variable '\(id.name)' does not exist.")
    }
    return .json(200, Self.json(variable))
  }

  private func createClusterVariable(
    _ members: RequestMembers, _ scope: ClusterVariable.Scope
  ) async throws -> ServerResponse {
    try members.allow(["name", "value", "metadata", "kind"])
    guard try members.text("kind") ?? "JSON" == "JSON" else {
      throw EngineError.wrongMember("kind", "must be JSON; secret references are not supported")
    }
    let variable = ClusterVariable(
      id: ClusterVariable.ID(try members.required("name"), scope),
      value: try members.requiredValue("value"),
      metadata: try members.object("metadata") ?? JSONObject())
    return .json(200, Self.json(try await engine.change(clusterVariable: .create(variable))))
  }

  private func updateClusterVariable(
    _ id: ClusterVariable.ID, _ members: RequestMembers
  ) async throws -> ServerResponse {
    try members.allow(["value", "metadata"])
    let command = ClusterVariableCommand.update(
      id, value: try members.requiredValue("value"), metadata: try members.object("metadata"))
    return .json(200, Self.json(try await engine.change(clusterVariable: command)))
  }

  private func searchClusterVariables(_ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["filter", "page"])
    let filter = try members.members("filter")
    try filter.allow(["name", "scope"])
    let name = try filter.text("name")
    let scope = try filter.choice("scope", of: ClusterVariable.Scope.self)
    let variables = try await engine.clusterVariables().filter {
      (name == nil || $0.id.name == name) && (scope == nil || $0.id.scope == scope)
    }
    let items = variables.map { variable -> JSONValue in
      guard case .object(var item) = Self.json(variable) else { return .null }
      item["isTruncated"] = false
      return .object(item)
    }
    return try page(items, members)
  }

  /// The part of the results that the request's `page` selects.
  private func page(_ items: [JSONValue], _ members: RequestMembers) throws -> ServerResponse {
    let page = try members.members("page")
    try page.allow(["from", "limit"])
    let (from, limit) = (try page.integer("from") ?? 0, try page.integer("limit") ?? 100)
    guard from >= 0, limit >= 0 else {
      throw EngineError(
        .invalidArgument, "The members 'page.from' and 'page.limit' must not be negative.")
    }
    return .page(Array(items.dropFirst(from).prefix(limit)), total: items.count)
  }

  private static func json(_ variable: ClusterVariable) -> JSONValue {
    .object([
      ("name", .string(variable.id.name)),
      ("scope", .string(variable.id.scope.rawValue.uppercased())),
      ("tenantId", variable.id.scope == .tenant ? "<default>" : .null),
      ("value", .string(variable.value.text())), ("metadata", .object(variable.metadata)),
      ("kind", "JSON"),
    ])
  }
}
