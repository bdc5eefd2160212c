import Foundation
import FoundationNetworking
import JSON
import Synchronization
import Testing

/// An executor that is killed and stopped under clients that deliver again until they are answered.
@Suite("Kills and stops", .timeLimit(.minutes(5)))
struct KillTests {
  private static let port = "18433"

  @Test("every order is processed once, and no answer reaches another conversation")
  func redelivery() async throws {
    let folder = try TemporaryFolder()
    try Data(Self.diagram.utf8).write(to: folder.file("chat.bpmn"))
    let end = End()
    var executor = try start(folder)
    defer { if executor.isRunning { executor.terminate() } }
    let orders = try await withThrowingTaskGroup(of: [String].self) { group in
      for customer in ["anna", "ben", "cleo"] {
        group.addTask { try await Self.talk(customer, until: end) }
      }
      for number in 1...20 {
        try await Self.post("v2/process-definitions/search", [:])
        try await Task.sleep(for: .milliseconds(.random(in: 50...300)))
        if number.isMultiple(of: 2) {
          Foundation.kill(executor.processIdentifier, SIGKILL)
          executor.waitUntilExit()
        } else {
          executor.terminate()
          executor.waitUntilExit()
          #expect(executor.terminationReason == .exit && executor.terminationStatus == 0)
        }
        executor = try start(folder)
      }
      end.come()
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(try await Self.conversations() == orders.sorted().map { "\($0) \($0)" })
    executor.terminate()
    executor.waitUntilExit()
  }

  private func start(_ folder: TemporaryFolder) throws -> Process {
    let process = Tool.process([
      "dev", folder.file("chat.bpmn").path, "--port", Self.port, "--data",
      folder.file("data").path,
    ])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Tells the clients when to finish.
  private final class End: Sendable {
    private let state = Mutex(false)
    var hasCome: Bool { state.withLock { $0 } }
    func come() { state.withLock { $0 = true } }
  }

  /// Sends orders and answers until stopped, and repeats some requests.
  /// - Returns: the texts of the orders, each of which was answered with the same text.
  private static func talk(
    _ customer: String, until end: End
  ) async throws -> [String] {
    var orders: [String] = []
    while !end.hasCome {
      let text = "\(customer)-\(orders.count)"
      for path in ["order", "answer"] {
        for _ in 1...Int.random(in: 1...3) {
          try await post(
            "inbound/\(path)",
            ["customer": .string(customer), "id": .string(text), "text": .string(text)])
        }
      }
      // A late repetition: the customer's next conversation may already be open.
      try await post(
        "inbound/answer",
        ["customer": .string(customer), "id": .string(text), "text": .string(text)])
      orders.append(text)
    }
    return orders
  }

  /// Repeats a request until the response is not an error.
  @discardableResult
  private static func post(_ path: String, _ members: [String: JSONValue]) async throws -> JSONValue
  {
    var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)/\(path)")))
    request.httpMethod = "POST"
    request.timeoutInterval = 10
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    let body = JSONValue.object(JSONObject(members.map { ($0.key, $0.value) }))
    request.httpBody = Data(body.text().utf8)
    while true {
      // The executor may still be starting; deliver it again.
      if let (data, response) = try? await URLSession.shared.data(for: request),
        (response as? HTTPURLResponse)?.statusCode == 200
      {
        return data.isEmpty ? .null : try JSONValue(parsing: Array(data))
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// The order and the answer of every instance, sorted.
  private static func conversations() async throws -> [String] {
    let instances = try await post("v2/process-instances/search", ["page": ["limit": 10_000]])
    var texts: [String] = []
    for instance in instances["items"]?.array ?? [] {
      #expect(instance["state"] == "COMPLETED")
      let key = instance["processInstanceKey"] ?? .null
      let found = try await post("v2/variables/search", ["filter": ["processInstanceKey": key]])
      let variables = found["items"]?.array ?? []
      texts.append(
        ["order", "answer"].map { name in
          let value = variables.first { $0["name"]?.string == name }?["value"]?.string ?? ""
          return value.replacing("\"", with: "")
        }.joined(separator: " "))
    }
    return texts.sorted()
  }

  private static func webhook(_ path: String, result: String) -> String {
    let properties = [
      ("inbound.type", "io.camunda:webhook:1"), ("inbound.method", "post"),
      ("inbound.context", path), ("inbound.shouldValidateHmac", "disabled"),
      ("correlationRequired", "required"),
      ("correlationKeyExpression", "=request.body.customer"),
      ("messageIdExpression", "=request.body.id"), ("messageTtl", "PT1H"),
      ("resultExpression", result),
    ]
    return "<extensionElements><zeebe:properties>"
      + properties.map { "<zeebe:property name=\"\($0)\" value=\"\($1)\"/>" }.joined()
      + "</zeebe:properties></extensionElements>"
  }

  private static let diagram = """
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"
      xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
    <message id="order" name="order"/>
    <message id="answer" name="answer"><extensionElements>
      <zeebe:subscription correlationKey="=customer"/></extensionElements></message>
    <process id="chat" isExecutable="true">
    <startEvent id="ordered" name="Ordered">
      \(webhook("order", result: "={customer: request.body.customer, order: request.body.text}"))
      <messageEventDefinition id="m1" messageRef="order"/></startEvent>
    <intermediateCatchEvent id="answered" name="Answered">
      \(webhook("answer", result: "={answer: request.body.text}"))
      <messageEventDefinition id="m2" messageRef="answer"/></intermediateCatchEvent>
    <endEvent id="end" name="Done"/>
    <sequenceFlow id="f1" sourceRef="ordered" targetRef="answered"/>
    <sequenceFlow id="f2" sourceRef="answered" targetRef="end"/></process></definitions>
    """
}
