import EngineProtocol
import JSON
import Testing

@testable import Engine

/// Searches of what is alive and what has ended.
struct QueryTests {
  /// Instances of `p` with the task `work`; `number` is 0, 1 and so on, and `name` is `n0`, `n1` and
  /// so on.
  private func machine(_ count: Int) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))<bpmn:endEvent id="end"/>
      \(flows("start -> work -> end"))
      """)
    for number in 0..<count {
      machine.now += 1000
      try machine.start(["number": JSONValue(number), "name": .string("n\(number)")])
    }
    return machine
  }

  /// The numbers of the instances that a query selects, in its order.
  private func numbers(_ machine: Machine, _ records: [QueryRecord]) -> [Int] {
    records.compactMap { machine.variables($0.key(.processInstanceKey))["number"]?.int }
  }

  private func find(_ machine: Machine, _ conditions: [QueryCondition]) -> [Int] {
    numbers(machine, machine.search(Query(.processInstance, where: conditions)))
  }

  @Test("every test selects by the values of a field")
  func tests() throws {
    var machine = try machine(4)
    try machine.send(.cancelInstance(machine.instances[1].key))
    let times = machine.instances.map { QueryValue.integer($0.startTime) }
    let keys = machine.instances.map { QueryValue.integer($0.key) }
    for (field, test, expected) in [
      (QueryField.startDate, QueryTest.equal(times[2]), [2]),
      (.startDate, .notEqual(times[2]), [0, 1, 3]), (.startDate, .greater(times[2]), [3]),
      (.startDate, .greaterOrEqual(times[2]), [2, 3]), (.startDate, .less(times[2]), [0, 1]),
      (.startDate, .lessOrEqual(times[2]), [0, 1, 2]),
      (.endDate, .exists(true), [1]), (.endDate, .exists(false), [0, 2, 3]),
      (.endDate, .notEqual(times[2]), [0, 1, 2, 3]), (.endDate, .notIn([times[2]]), [0, 1, 2, 3]),
      (.processInstanceKey, .isIn([keys[3], keys[0], .integer(1)]), [0, 3]),
      (.processInstanceKey, .isIn([]), []), (.processInstanceKey, .notIn(keys), []),
      (.state, .equal(.text("TERMINATED")), [1]), (.state, .like("?C*"), [0, 2, 3]),
      (.tenantId, .equal(.text("<default>")), [0, 1, 2, 3]),
      (.tenantId, .equal(.text("other")), []),
      (.processDefinitionName, .exists(false), [0, 1, 2, 3]),
    ] {
      #expect(find(machine, [.field(field, [test])]) == expected, "\(field) \(test)")
    }
  }

  @Test(
    "a pattern matches the whole text, and a backslash escapes",
    arguments: [
      ("a[b]*c", "a[b]*c", true), ("a[b]?c", "a[b]*c", true), ("*", "", true),
      (#"a[b]\*c"#, "a[b]*c", true), (#"a[b]\?c"#, "a[b]*c", false), ("A*", "a[b]*c", false),
      ("[b]", "a[b]*c", false), (#"\a*"#, "a[b]*c", true), (#"*\"#, #"b\"#, true),
      ("é?", "éü", true),
    ])
  func patterns(pattern: String, text: String, matches: Bool) throws {
    var machine = try machine(0)
    try machine.start(["number": 0, "text": .string(text)])
    let found = machine.search(
      Query(
        .variable, where: [.equal(.name, .text("text")), .field(.value, [.like("\"\(pattern)\"")])])
    )
    // A backslash is escaped in JSON, too.
    let isEscaped = text.contains("\\")
    #expect(found.isEmpty != matches || isEscaped)
  }

  @Test("groups of which one must hold are combined with other conditions")
  func groups() throws {
    var machine = try machine(4)
    try machine.send(.cancelInstance(machine.instances[3].key))
    let variable = { (number: Int) -> QueryCondition in
      .variable("number", [.equal(.text(String(number)))], in: .instance)
    }
    #expect(find(machine, [.any([[variable(0)], [variable(2)], [variable(3)]])]) == [0, 2, 3])
    let active = QueryCondition.equal(.state, .text("ACTIVE"))
    #expect(find(machine, [active, .any([[variable(2)], [variable(3)]])]) == [2])
    #expect(find(machine, [.any([[active, variable(3)], [variable(1)]])]) == [1])
    #expect(find(machine, [.any([[], [variable(1)]])]) == [0, 1, 2, 3])
    #expect(find(machine, [.any([])]) == [])
  }

  @Test("instances are found by their variables, elements, jobs and incidents")
  func contents() throws {
    var machine = try machine(4)
    let jobs = try machine.jobs("work")
    try machine.send(.completeJob(jobs[0].reference, ["done": true]))
    try machine.send(.failJob(jobs[1].reference, JobFailure(retries: 0, message: "no")))
    try machine.send(.failJob(jobs[2].reference, JobFailure(retries: 1, message: "later")))
    let text = { (text: String) -> [QueryTest] in [.equal(.text(text))] }
    for (conditions, expected) in [
      ([QueryCondition.variable("name", [.like("\"n?\"")], in: .instance)], [0, 1, 2, 3]),
      ([.variable("done", text("true"), in: .instance)], [0]),
      ([.variable("done", [.exists(true)], in: .instance)], [0]),
      ([.field(.elementId, text("end"))], [0]), ([.field(.elementId, text("work"))], [0, 1, 2, 3]),
      (
        [.field(.elementId, text("work")), .field(.elementInstanceState, text("ACTIVE"))],
        [1, 2, 3]
      ),
      ([.field(.elementId, text("start")), .field(.elementInstanceState, text("ACTIVE"))], []),
      ([.field(.elementId, [.notEqual(.text("end"))])], [1, 2, 3]),
      ([.field(.errorMessage, text("no"))], [1]), ([.equal(.hasIncident, .flag(true))], [1]),
      ([.field(.errorMessage, [.exists(false)])], [0, 2, 3]),
      ([.equal(.hasIncident, .flag(false))], [0, 2, 3]),
      ([.equal(.hasElementInstanceIncident, .flag(true))], [1]),
      ([.equal(.incidentErrorHashCode, .integer(3521))], [1]),
      ([.equal(.hasRetriesLeft, .flag(true))], [2]),
    ] {
      #expect(find(machine, conditions) == expected, "\(conditions)")
    }
  }

  @Test("an instance has the incidents of called processes")
  func calledIncidents() throws {
    var machine = Machine()
    let child = bpmn(
      "<bpmn:startEvent id=\"begin\"/>\(task("work"))\(flows("begin -> work"))", id: "child")
    try machine.deploy(file: child, name: "child.bpmn")
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:callActivity id="call"><bpmn:extensionElements>
        <zeebe:calledElement processId="child"/></bpmn:extensionElements></bpmn:callActivity>
      \(flows("start -> call"))
      """)
    let root = try machine.start()
    try machine.send(
      .failJob(try machine.job("work").reference, JobFailure(retries: 0, message: "no")))
    let instances = machine.search(Query(.processInstance))
    #expect(
      instances.allSatisfy { $0.flag(.hasIncident) && $0.key(.rootProcessInstanceKey) == root })
    #expect(instances.map { $0.integer(.parentProcessInstanceKey) } == [nil, root])
    let call = machine.search(Query(.elementInstance, where: [.equal(.elementId, .text("call"))]))
    for key in [root, call[0].key(.elementInstanceKey)] {
      #expect(machine.search(Query(.incident, where: [.within(key)])).count == 1)
    }
    let begin = machine.search(Query(.elementInstance, where: [.equal(.elementId, .text("begin"))]))
    let elsewhere = begin[0].key(.elementInstanceKey)
    #expect(machine.search(Query(.incident, where: [.within(elsewhere)])).isEmpty)
  }

  @Test("pages in both directions show every record once, also in an order with missing values")
  func paging() throws {
    var machine = try machine(7)
    for index in [1, 4, 5] { try machine.send(.cancelInstance(machine.instances[index].key)) }
    for (sort, expected) in [
      ([QueryOrder](), [0, 1, 2, 3, 4, 5, 6]),
      ([QueryOrder(.processInstanceKey, isDescending: true)], [6, 5, 4, 3, 2, 1, 0]),
      ([QueryOrder(.endDate)], [0, 2, 3, 6, 1, 4, 5]),
      ([QueryOrder(.endDate, isDescending: true)], [1, 4, 5, 0, 2, 3, 6]),
      ([QueryOrder(.endDate), QueryOrder(.startDate, isDescending: true)], [6, 3, 2, 0, 5, 4, 1]),
      ([QueryOrder(.hasIncident), QueryOrder(.state, isDescending: true)], [1, 4, 5, 0, 2, 3, 6]),
    ] {
      var query = Query(.processInstance, sort: sort, limit: 2)
      var seen: [Int] = []
      var lengths: [Int] = []
      var result = machine.result(query)
      while let last = result.last {
        #expect(result.total == 7)
        seen += numbers(machine, result.items)
        lengths.append(result.items.count)
        query.start = .after(last)
        result = machine.result(query)
      }
      #expect(seen == expected && lengths == [2, 2, 2, 1], "\(sort)")
      var backward: [Int] = []
      query.start = .offset(6)
      query.limit = 3
      result = machine.result(query)
      while let first = result.first {
        backward = numbers(machine, result.items) + backward
        query.start = .before(first)
        result = machine.result(query)
      }
      #expect(backward == expected, "\(sort)")
    }
  }

  @Test("a limit of zero only counts, and an offset after the end has no records")
  func counting() throws {
    let machine = try machine(3)
    let counted = machine.result(Query(.processInstance, limit: 0))
    #expect(counted.items.isEmpty && counted.total == 3 && counted.last == nil)
    let behind = machine.result(Query(.processInstance, start: .offset(5)))
    #expect(behind.items.isEmpty && behind.total == 3)
  }

  @Test("every field of every subject can be tested, and sorted by if it has one value")
  func allFields() throws {
    let machine = try machine(1)
    for subject in QuerySubject.allCases {
      for field in QueryField.allCases {
        guard let column = QueryTable.of(subject).column(field) else { continue }
        let tests: [QueryTest] = [
          .equal(.integer(1)), .notEqual(.text("a")), .exists(true), .greater(.integer(0)),
          .isIn([.text("a")]), .notIn([.integer(1)]), .like("*"),
        ]
        for test in tests {
          _ = machine.result(Query(subject, where: [.field(field, [test])]))
        }
        guard case .value = column else { continue }
        let all = machine.result(Query(subject, sort: [QueryOrder(field)], limit: 1))
        guard let last = all.last else { continue }
        for start in [Query.Start.after(last), .before(last)] {
          _ = machine.result(Query(subject, sort: [QueryOrder(field)], start: start))
        }
      }
    }
  }

  @Test("a query that does not fit its subject is rejected")
  func refusals() throws {
    let condition = QueryCondition.equal(.state, .text("ACTIVE"))
    for (query, words) in [
      (Query(.variable, where: [.equal(.jobKey, .integer(1))]), "jobKey"),
      (Query(.variable, sort: [QueryOrder(.jobKey)]), "jobKey"),
      (Query(.processInstance, sort: [QueryOrder(.elementId)]), "elementId"),
      (Query(.processInstance, where: Array(repeating: condition, count: 501)), "501"),
      (Query(.processInstance, start: .after(QueryCursor([.text("a")]))), "cursor"),
      (Query(.processInstance, start: .after(QueryCursor([.integer(1), .integer(2)]))), "cursor"),
      (
        Query(
          .processInstance,
          where: [.field(.state, [.like(String(repeating: "*", count: 10_001))])]), "10,000"
      ),
    ] {
      let error = try #require(throws: EngineError.self) { try QueryStatement(query) }
      #expect(error.code == .invalidArgument && error.message.contains(words))
    }
  }
}
