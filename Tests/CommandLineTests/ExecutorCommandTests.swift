import Foundation
import JSON
import Testing
import TestSupport

@Suite("The executor's commands", .serialized)
struct ExecutorCommandTests {
  @Test(
    "run executes each sample until it ends or waits",
    arguments: [
      ("sms-confirmation", ["--sms", "2 hats & 10% off", "--from", "+15005550001"], "completed"),
      (
        "sms-conversation", ["--sms", "Order 1 Funghi", "--from", "+15005550001"],
        "waits at \"YES or NO received\""
      ),
      ("whatsapp-reply", ["--sms", "Open?", "--from", "whatsapp:+15005550001"], "completed"),
      ("sms-retry", ["--variables", "samples/sms-retry/variables.json"], "completed"),
      ("message-lookup", ["--variables", "samples/message-lookup/variables.json"], "completed"),
      (
        "parallel-notify", ["--variables", "samples/parallel-notify/variables.json"],
        "waits at \"Wait for the courier's reply\""
      ),
    ])
  func samples(name: String, arguments: [String], result: String) throws {
    let outcome = try Tool.run(Tool.process(["run", "samples/\(name)"] + arguments))
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("\(name) \(result)"), "\(outcome.output)")
  }

  @Test("a text arrives unchanged, with &, % and non-ASCII characters")
  func textFidelity() throws {
    let text = "1 Käse & 2 \"Öl\" = 100% 🧀"
    let outcome = try Tool.run(
      "run", "samples/sms-confirmation", "--sms", text, "--from", "+15005550001")
    #expect(outcome.output.contains("Thank you for your order: \(text)."))
  }

  @Test("timers are skipped and failures counted: three attempts, then the other end event")
  func retries() throws {
    let outcome = try Tool.run(
      "run", "samples/sms-retry", "--variables",
      #"{"to": "+15005550001", "shop": "+15005550006", "text": ""}"#)
    #expect(outcome.status == 0)
    #expect(outcome.output.components(separatedBy: "BPMN error: SMS_FAILED").count == 4)
    #expect(outcome.output.contains("end event           Not sent"))
  }

  @Test("an unhandled failure is an incident and exit code 1")
  func incident() throws {
    let outcome = try Tool.run(
      "run", "samples/sms-confirmation", "--sms", "x", "--from", "+15005550009")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("JOB_NO_RETRIES"))
    #expect(outcome.output.contains("is not a mobile number"))
  }

  @Test("unsupported elements are rejected with element and line")
  func refused() throws {
    let folder = try TemporaryFolder()
    let diagram = """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
        <bpmn:process id="P" isExecutable="true">
          <bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="c"/>
          <bpmn:callActivity id="c" name="Call it"/>
        </bpmn:process>
      </bpmn:definitions>
      """
    try Data(diagram.utf8).write(to: folder.file("a.bpmn"))
    let outcome = try Tool.run("run", folder.file("a.bpmn").path)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("a.bpmn:4:5: error:"))
    #expect(outcome.errors.contains("Call it"))
  }

  @Test("run applies the rules of bpmnc.yaml as build does")
  func configuration() throws {
    let folder = try TemporaryFolder()
    for process in ["one", "two"] {
      let diagram = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
          <bpmn:process id="\(process)" isExecutable="true">
            <bpmn:startEvent id="s"><bpmn:extensionElements><zeebe:properties>
              <zeebe:property name="inbound.type" value="io.camunda:webhook:1"/>
              <zeebe:property name="inbound.context" value="order"/>
            </zeebe:properties></bpmn:extensionElements></bpmn:startEvent>
          </bpmn:process>
        </bpmn:definitions>
        """
      try Data(diagram.utf8).write(to: folder.file("\(process).bpmn"))
    }
    let run = ["run", folder.url.path, "--sms", "x", "--from", "+15005550001"]
    let refused = try Tool.run(Tool.process(run))
    #expect(refused.status == 1 && refused.errors.contains("webhook/duplicate-path"))
    try Data("version: 1\nrules:\n  webhook/duplicate-path: off\n".utf8)
      .write(to: folder.file("bpmnc.yaml"))
    let outcome = try Tool.run(Tool.process(run))
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("one completed") && outcome.output.contains("two completed"))
  }

  @Test("the tour of make run shows the conversation and ends")
  func tour() throws {
    let process = Process()
    process.executableURL = Cases.packageFolder.appending(path: "samples/tour.sh")
    process.environment = ProcessInfo.processInfo.environment.merging([
      "BPMNC": Tool.folder.appending(path: "bpmnc").path, "ONCE": "1", "PORT": "18431",
    ]) { $1 }
    let outcome = try Tool.run(process)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Thank you. Your pizza is on its way."))
    // What it shows can be pasted into a shell.
    let shown = outcome.output.matches(of: /\n\u{1B}\[1m\$ (.*?)\u{1B}\[0m\n/).map { String($0.1) }
    #expect(shown.count == 6)
    for command in shown where !command.contains(" dev ") && !command.contains(" sms ") {
      let pasted = try Tool.shell(command, in: Cases.packageFolder)
      #expect(pasted.status == 0, "\(command)\n\(pasted.errors)")
    }
    let words = try Tool.shell(
      "printf '%s|' \(try #require(shown.dropLast().last))", in: Cases.packageFolder)
    #expect(words.output.contains("|send|Order 2 Margherita|--from|"))
  }

  @Test("a conversation continues after the executor was killed")
  func kill() async throws {
    let folder = try TemporaryFolder()
    let port = "18432"
    func start() throws -> Process {
      let process = Tool.process(
        ["dev", "samples/sms-conversation", "--port", port, "--data", folder.path])
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }
    func text(_ text: String) throws -> Tool.Outcome {
      try Tool.run(
        "sms", "send", text, "--from", "+15005550001", "--to", "+15005550006", "--port", port,
        "--wait")
    }
    let first = try start()
    defer { if first.isRunning { first.terminate() } }
    let question = try text("Order 1 Funghi")
    #expect(question.output.contains("Reply YES"), "\(question.errors)")
    // The response is sent before the job's completion is committed; wait for the catch event.
    try await Task.sleep(for: .milliseconds(500))
    Foundation.kill(first.processIdentifier, SIGKILL)
    first.waitUntilExit()

    let second = try start()
    defer { if second.isRunning { second.terminate() } }
    let answer = try text("Yes")
    #expect(answer.output.contains("Your pizza is on its way."), "\(answer.errors)")
    #expect(answer.output.contains("Order 1 Funghi"))
    second.terminate()
    second.waitUntilExit()
    #expect(second.terminationStatus == 0)
  }
}
