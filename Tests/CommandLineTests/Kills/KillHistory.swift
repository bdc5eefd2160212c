import JSON

/// What an executor did, according to its API.
struct KillHistory {
  private let client: KillClient

  init(port: Int) { client = KillClient(port: port) }

  struct Instance {
    var process: String
    var isCompleted: Bool
    var hasIncident: Bool
    var variables: [String: String]
  }

  /// All instances, once none of them makes progress any more.
  func instances() async throws -> [Instance] {
    while true {
      let instances = try await read()
      if instances.allSatisfy({ $0.isCompleted || $0.hasIncident || $0.process == "order" }) {
        return instances
      }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  private func read() async throws -> [Instance] {
    var instances: [Instance] = []
    for found in try await search("process-instances", JSONObject()) {
      let key = found["processInstanceKey"] ?? .null
      var variables: [String: String] = [:]
      for variable in try await search("variables", JSONObject([("processInstanceKey", key)])) {
        variables[variable["name"]?.string ?? ""] =
          variable["value"]?.string?.replacing("\"", with: "")
      }
      instances.append(
        Instance(
          process: found["processDefinitionId"]?.string ?? "",
          isCompleted: found["state"] == "COMPLETED",
          hasIncident: found["hasIncident"] == true, variables: variables))
    }
    return instances
  }

  private func search(_ path: String, _ filter: JSONObject) async throws -> [JSONValue] {
    let found = try await client.post(
      "v2/\(path)/search", ["filter": .object(filter), "page": ["limit": 10_000]])
    return found["items"]?.array ?? []
  }
}
