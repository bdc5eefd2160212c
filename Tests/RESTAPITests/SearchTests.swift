import Engine
import EngineProtocol
import HTTP
import Foundation
import JSON
import TestSupport
import Testing

@testable import RESTAPI

/// Searches in Camunda's API v2; `APIClient` compares the answers with its contract.
struct SearchTests {
  /// A process that has something of every kind: a call, a loop, jobs, a user task, messages and an
  /// incident.
  private func everything() async throws -> APIClient {
    let client = try APIClient()
    try await client.deploy(
      """
      <bpmn:startEvent id="begin"/>
      <bpmn:serviceTask id="work" name="Work"><bpmn:extensionElements>
        <zeebe:taskDefinition type="work"/><zeebe:taskHeaders><zeebe:header key="a" value="b"/>
        </zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>
      <bpmn:sequenceFlow id="f" sourceRef="begin" targetRef="work"/>
      """, id: "child")
    try await client.deploy(
      """
      <bpmn:startEvent id="start"><bpmn:messageEventDefinition id="d" messageRef="go"/></bpmn:startEvent>
      <bpmn:parallelGateway id="fork"/>
      <bpmn:callActivity id="call"><bpmn:extensionElements>
        <zeebe:calledElement processId="child"/></bpmn:extensionElements></bpmn:callActivity>
      <bpmn:userTask id="ask"><bpmn:extensionElements><zeebe:userTask/>
        <zeebe:assignmentDefinition candidateGroups="sales"/>
        <zeebe:ioMapping><zeebe:input source="=2" target="a"/></zeebe:ioMapping>
        </bpmn:extensionElements></bpmn:userTask>
      <bpmn:receiveTask id="wait" messageRef="m"/>
      <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="fork"/>
      <bpmn:sequenceFlow id="g" sourceRef="fork" targetRef="call"/>
      <bpmn:sequenceFlow id="h" sourceRef="fork" targetRef="ask"/>
      <bpmn:sequenceFlow id="i" sourceRef="fork" targetRef="wait"/>
      """,
      definitions: """
        <bpmn:message id="go" name="go"/><bpmn:message id="m" name="m"><bpmn:extensionElements>
        <zeebe:subscription correlationKey="=key"/></bpmn:extensionElements></bpmn:message>
        """)
    let variables: JSONObject = JSONObject([("key", "k"), ("a", 1)])
    _ = try await client.engine.publishMessage(
      PublishMessageRequest(name: "go", variables: variables))
    let jobs = try await client.engine.activateJobs(
      ActivateJobsRequest(type: "work", worker: "w", timeout: 60_000, maximum: 1))
    try await client.engine.failJob(
      try #require(jobs.first).reference, JobFailure(retries: 0, message: "no"))
    return client
  }

  @Test("every search answers with every member, sorted by every field, and by cursor")
  func searches() async throws {
    let client = try await everything()
    for (path, description, count) in [
      ("process-definitions/search", SearchDescription.processDefinitions, 2),
      ("process-instances/search", .processInstances, 2),
      ("element-instances/search", .elementInstances, 7),
      ("element-instances/wait-states/search", .waitStates, 3),
      ("variables/search", .variables, 5), ("jobs/search", .jobs, 1),
      ("user-tasks/search", .userTasks, 1), ("incidents/search", .incidents, 1),
      ("message-subscriptions/search", .messageSubscriptions, 2),
      ("correlated-message-subscriptions/search", .correlatedMessages, 1),
    ] {
      let items = try await client.search(path)
      #expect(items.count == count, "\(path): \(items.map { $0.text() })")
      for field in description.sort {
        let sort = #"{"sort":[{"field":"\#(field.rawValue)","order":"desc"}],"page":{"limit":1"#
        let answer = try await client.send("POST", path, "\(sort)}}")
        #expect(answer.json["page"]?["totalItems"]?.int == count, "\(path) \(field)")
        let cursor = try #require(answer.json["page"]?["endCursor"]?.string)
        let next = try await client.search(path, #"\#(sort),"after":"\#(cursor)"}}"#)
        #expect(next.count == min(count - 1, 1) && next.first != answer.json["items"]?[0])
      }
    }
  }

  @Test("every member of every filter is accepted with each of its operators")
  func filters() async throws {
    let client = try APIClient()
    for (path, description) in [
      ("process-definitions/search", SearchDescription.processDefinitions),
      ("process-instances/search", .processInstances),
      ("element-instances/search", .elementInstances),
      ("element-instances/wait-states/search", .waitStates), ("variables/search", .variables),
      ("jobs/search", .jobs), ("user-tasks/search", .userTasks),
      ("incidents/search", .incidents), ("message-subscriptions/search", .messageSubscriptions),
      ("correlated-message-subscriptions/search", .correlatedMessages),
    ] {
      for filter in description.filters {
        for field in filter.fields {
          let value = filter.kind.example
          var tests = [value]
          if !filter.operators.isEmpty {
            tests += ["$eq", "$neq"].map { "{\"\($0)\":\(value)}" }
            tests += [#"{"$exists":true}"#, "{\"$in\":[\(value)]}"]
          }
          if filter.operators.contains(.like) { tests.append(#"{"$like":"*A?"}"#) }
          if filter.operators.contains(.notIn) { tests.append("{\"$notIn\":[\(value)]}") }
          if filter.operators.contains(.comparison) {
            tests.append("{\"$gt\":\(value),\"$gte\":\(value),\"$lt\":\(value),\"$lte\":\(value)}")
          }
          for test in tests {
            _ = try await client.search(path, "{\"filter\":{\"\(field.rawValue)\":\(test)}}")
          }
          let refused = try await client.send(
            "POST", path, "{\"filter\":{\"\(field.rawValue)\":{\"$size\":1}}}")
          #expect(refused.status == 400)
          #expect(
            refused.json["detail"]?.string?.contains("filter.\(field.rawValue)") == true,
            "\(refused.json.text())")
        }
      }
    }
  }

  @Test("filters, groups and variables select")
  func selects() async throws {
    let client = try await everything()
    for (path, filter, count) in [
      ("process-instances", #"{"parentProcessInstanceKey":{"$exists":false}}"#, 1),
      ("process-instances", #"{"processDefinitionId":{"$like":"ch*"},"state":"active"}"#, 1),
      ("process-instances", #"{"hasIncident":true}"#, 2),
      ("process-instances", #"{"$or":[{"processDefinitionId":"p"},{"elementId":"work"}]}"#, 2),
      ("process-instances", #"{"variables":[{"name":"key","value":"\"k\""}]}"#, 2),
      ("process-instances", #"{"variables":[{"name":"key","value":{"$neq":"\"k\""}}]}"#, 0),
      ("process-instances", #"{"tags":["x"]}"#, 0), ("process-instances", #"{"tags":[]}"#, 2),
      ("element-instances", #"{"elementId":{"$in":["ask","work"]}}"#, 2),
      ("user-tasks", #"{"candidateGroup":"sales","localVariables":[{"name":"a","value":"2"}]}"#, 1),
      (
        "user-tasks",
        #"{"processInstanceVariables":[{"name":"key","value":{"$exists":true}}]}"#, 1
      ),
      ("jobs", #"{"state":{"$in":["FAILED"]},"retries":{"$lt":1}}"#, 1),
      ("incidents", #"{"errorType":{"$notIn":["JOB_NO_RETRIES"]}}"#, 0),
      ("incidents", #"{"incidentKey":"x"}"#, 0),
      ("message-subscriptions", #"{"messageSubscriptionType":"START_EVENT"}"#, 1),
    ] {
      let items = try await client.search("\(path)/search", "{\"filter\":\(filter)}")
      #expect(items.count == count, "\(path) \(filter)")
    }
  }

  @Test(
    "what a search does not support is rejected with its path",
    arguments: [
      (#"{"filters":{}}"#, "Bad Request", "'filters'"),
      (#"{"filter":{"other":1}}"#, "Bad Request", "'filter.other'"),
      (#"{"filter":{"$or":[{"other":1}]}}"#, "Bad Request", "'filter.$or[0].other'"),
      (#"{"filter":{"$or":[{"$or":[]}]}}"#, "Bad Request", "'filter.$or[0].$or'"),
      (
        #"{"filter":{"processInstanceKey":{"$like":"1"}}}"#, "Bad Request",
        "'filter.processInstanceKey.$like'"
      ),
      (#"{"filter":{"startDate":{"$notIn":[]}}}"#, "Bad Request", "'filter.startDate.$notIn'"),
      (#"{"filter":{"state":{"$in":"ACTIVE"}}}"#, "Bad Request", "'filter.state.$in'"),
      (#"{"filter":{"state":{"$exists":"yes"}}}"#, "Bad Request", "'filter.state.$exists'"),
      (#"{"filter":{"startDate":"soon"}}"#, "INVALID_ARGUMENT", "'filter.startDate'"),
      (
        #"{"filter":{"startDate":"2026-01-31T10:30:00"}}"#, "INVALID_ARGUMENT", "'filter.startDate'"
      ),
      (
        #"{"filter":{"state":"RUNNING","startDate":"soon"}}"#, "INVALID_ARGUMENT", "'filter.state'"
      ),
      (#"{"filter":{"hasIncident":{"$eq":true}}}"#, "Bad Request", "'filter.hasIncident'"),
      (
        #"{"filter":{"variables":[{"name":"a"}]}}"#, "INVALID_ARGUMENT",
        "'filter.variables[0].value'"
      ),
      (
        #"{"filter":{"variables":[{"value":"1","x":1}]}}"#, "Bad Request", "'filter.variables[0].x'"
      ),
      (#"{"sort":[{"field":"elementId"}]}"#, "Bad Request", "'sort[0].field'"),
      (#"{"sort":[{"order":"ASC"}]}"#, "Bad Request", "'sort[0].field'"),
      (#"{"sort":[{"field":"state","order":"UP"}]}"#, "INVALID_ARGUMENT", "'sort[0].order'"),
      (#"{"sort":{"field":"state"}}"#, "Bad Request", "'sort'"),
      (#"{"page":{"limit":10001}}"#, "INVALID_ARGUMENT", "'page.limit'"),
      (#"{"page":{"limit":-1}}"#, "INVALID_ARGUMENT", "'page.limit'"),
      (#"{"page":{"from":-1}}"#, "INVALID_ARGUMENT", "'page.from'"),
      (#"{"page":{"from":0,"after":"WzFd"}}"#, "Bad Request", "'page.after'"),
      (#"{"page":{}}"#, "Bad Request", "'page'"),
      (#"{"page":{"size":1}}"#, "Bad Request", "'page.size'"),
      (#"{"page":{"after":"no cursor"}}"#, "INVALID_ARGUMENT", "'page.after'"),
      (#"{"page":{"after":"WyJhIiwxXQ=="}}"#, "INVALID_ARGUMENT", "cursor"),
      ("[]", "Bad Request", "object"), ("{", "Bad Request", "JSON"),
    ])
  func refusals(body: String, title: String, words: String) async throws {
    let client = try APIClient()
    let answer = try await client.send("POST", "process-instances/search", body)
    #expect(answer.status == 400 && answer.json["title"]?.string == title)
    #expect(answer.json["detail"]?.string?.contains(words) == true, "\(answer.json.text())")
  }

  @Test("the latest versions can only be paged forwards")
  func latestVersions() async throws {
    let client = try APIClient()
    for body in ["<bpmn:startEvent id=\"a\"/>", "<bpmn:startEvent id=\"b\"/>"] {
      try await client.deploy(body)
    }
    let filter = #"{"filter":{"isLatestVersion":true}"#
    let answer = try await client.send("POST", "process-definitions/search", filter + "}")
    #expect(answer.json["items"]?.array?.compactMap { $0["version"]?.int } == [2])
    #expect(answer.json["page"]?["startCursor"] == .null)
    #expect(answer.json["page"]?["endCursor"]?.string != nil)
    for rest in [
      #","page":{"from":1}}"#, #","page":{"before":"WzFd"}}"#, #","sort":[{"field":"name"}]}"#,
    ] {
      let answer = try await client.send("POST", "process-definitions/search", filter + rest)
      #expect(answer.status == 400, "\(rest)")
    }
  }

  @Test("long values are cut, unless whole ones are requested")
  func truncation() async throws {
    let client = try APIClient()
    try await client.deploy("<bpmn:startEvent id=\"start\"/>")
    try await client.start("p", JSONObject([("a", .string(String(repeating: "é", count: 9000)))]))
    let cut = try await client.search("variables/search", #"{"filter":{"isTruncated":true}}"#)
    #expect(cut.first?["value"]?.string?.count == 8191 && cut.first?["isTruncated"] == true)
    let whole = try await client.search("variables/search?truncateValues=false")
    #expect(whole.first?["value"]?.string?.count == 9002 && whole.first?["isTruncated"] == false)
    let key = try #require(whole.first?["variableKey"]?.string)
    let single = try await client.send("GET", "variables/\(key)").json
    #expect(single["value"] == whole.first?["value"] && single["isTruncated"] == nil)
    let refused = try await client.send("POST", "variables/search?truncateValues=no")
    #expect(refused.status == 400)
  }

  @Test("single records are found by their keys")
  func records() async throws {
    let client = try await everything()
    for (path, key) in [
      ("process-definitions", "processDefinitionKey"), ("process-instances", "processInstanceKey"),
      ("element-instances", "elementInstanceKey"), ("variables", "variableKey"),
      ("user-tasks", "userTaskKey"), ("incidents", "incidentKey"),
    ] {
      let item = try #require(try await client.search("\(path)/search").last)
      let record = try await client.send("GET", "\(path)/\(item[key]?.string ?? "")")
      #expect(record.status == 200 && record.json[key] == item[key])
      for (wrong, status) in [("77", 404), ("9999999999999999999999999", 404), ("abc", 400)] {
        #expect(try await client.send("GET", "\(path)/\(wrong)").status == status)
      }
    }
  }

  @Test("incidents of an instance or an element include those of called processes")
  func incidentsBelow() async throws {
    let client = try await everything()
    let instances = try await client.search("process-instances/search")
    let root = try #require(instances[0]["processInstanceKey"]?.string)
    let elements = try await client.search(
      "element-instances/search", #"{"filter":{"elementId":"call"}}"#)
    let call = try #require(elements[0]["elementInstanceKey"]?.string)
    for path in ["process-instances/\(root)", "element-instances/\(call)"] {
      let found = try await client.search("\(path)/incidents/search", "{}")
      #expect(found.count == 1 && found[0]["rootProcessInstanceKey"]?.string == root)
      let none = try await client.search(
        "\(path)/incidents/search", #"{"filter":{"processInstanceKey":"\#(root)"}}"#)
      #expect(none.isEmpty)
    }
    #expect(try await client.send("POST", "process-instances/77/incidents/search").status == 404)
  }

  @Test("the variables of a user task include those around it, or only the innermost of each name")
  func userTaskVariables() async throws {
    let client = try await everything()
    let task = try #require(
      try await client.search("user-tasks/search").first?["userTaskKey"]?.string)
    let sort = #"{"sort":[{"field":"name"}]}"#
    for (kind, expected) in [
      ("variables", ["1", "2", "\"k\""]), ("effective-variables", ["2", "\"k\""]),
    ] {
      let found = try await client.search("user-tasks/\(task)/\(kind)/search", sort)
      #expect(found.compactMap { $0["value"]?.string } == expected)
      #expect(try await client.send("POST", "user-tasks/77/\(kind)/search").status == 404)
    }
    let after = #"{"page":{"after":"WzFd"}}"#
    let refused = try await client.send(
      "POST", "user-tasks/\(task)/effective-variables/search", after)
    #expect(refused.status == 400)
  }

  @Test("an instance shows its flows, and the instances that called it from the root down")
  func callsAndFlows() async throws {
    let client = try await everything()
    let instances = try await client.search("process-instances/search")
    let keys = instances.compactMap { $0["processInstanceKey"]?.string }
    let chain = try await client.send("GET", "process-instances/\(keys[1])/call-hierarchy").json
    #expect(chain.array?.compactMap { $0["processInstanceKey"]?.string } == keys)
    #expect(chain[0]?["processDefinitionName"] == "Process p")
    #expect(try await client.send("GET", "process-instances/77/call-hierarchy").status == 404)
    let flows = try await client.send("GET", "process-instances/\(keys[0])/sequence-flows").json
    #expect(flows["items"]?.array?.compactMap { $0["elementId"]?.string } == ["f", "g", "h", "i"])
  }

  @Test("a definition's file is returned byte for byte")
  func xml() async throws {
    let client = try APIClient()
    try await client.deploy("<bpmn:startEvent id=\"start\"/>")
    let definition = try #require(try await client.engine.processDefinitions().first)
    let api = EngineAPI(
      engine: client.engine, version: "8.9.0", deploy: { try await client.engine.deploy($0) })
    let response = await api.respond(
      to: .init(
        method: "GET", target: "/v2/process-definitions/\(definition.key)/xml", headers: [],
        body: []))
    #expect(response.body == (try await client.engine.resource(of: definition.key)).bytes)
    #expect(try await client.send("GET", "process-definitions/77/xml").status == 404)
  }
}

extension ValueKind {
  /// A value in JSON.
  fileprivate var example: String {
    switch self {
    case .key, .looseKey: "\"1\""
    case .text: "\"a\""
    case .integer: "1"
    case .flag: "true"
    case .date: "\"2026-01-31T10:30:00Z\""
    case .choice(let values): "\"\(values[0].lowercased())\""
    case .json: "{}"
    }
  }
}

/// The documentation of the searches.
struct SearchDocumentationTests {
  @Test("docs/rest-api.md lists the filters and the order of every search")
  func table() throws {
    let page = Cases.packageFolder.appending(path: "docs/rest-api.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    for (path, description) in EngineAPI.searches {
      var filters = description.filters.flatMap(\.fields).map(\.rawValue)
      filters += description.specialFilters.map(\.name) + (description.hasGroups ? ["$or"] : [])
      let columns = [filters, description.sort.map(\.rawValue)].map { names in
        names.map { "`\($0)`" }.joined(separator: ", ")
      }
      let (method, resource) = (path.split(separator: " ")[0], path.split(separator: " ")[1])
      let row = "| `\(method) /v2/\(resource)` | \(columns[0]) | \(columns[1]) |"
      #expect(text.contains(row), "\(row)")
    }
  }
}
