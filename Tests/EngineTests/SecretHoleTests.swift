import EngineProtocol
import JSON
import Testing

@testable import Engine

struct SecretHoleTests {
  private func marked(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case SecretHole.opening: result += "<"
      case SecretHole.closing: result += ">"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  @Test(
    "placeholders become holes",
    arguments: [
      ("{{secrets.TOKEN}}", "<TOKEN>"), ("a {{ secrets.TOKEN }} b", "a <TOKEN> b"),
      ("{{secrets.A}}{{secrets.B}}", "<A><B>"), ("{{secrets.A B}}", "{{secrets.A B}}"),
      ("{{secrets.}}", "{{secrets.}}"), ("{secrets.A}", "{secrets.A}"),
      ("{{ secrets.A", "{{ secrets.A"), ("{{{secrets.A}}}", "{<A>}"),
    ])
  func fill(text: String, filled: String) {
    #expect(marked(SecretHole.marking(text)) == filled)
  }

  @Test("a hole is displayed as its original placeholder")
  func display() {
    let value: JSONValue = ["a": .string(SecretHole.marking("x {{secrets.TOKEN}}"))]
    #expect(SecretHole.display(value) == ["a": "x {{secrets.TOKEN}}"])
  }

  private static let process = bpmn(
    """
    <bpmn:startEvent id="start"/>
    \(task("call", mappings: """
      <zeebe:input source="{{secrets.USER}}" target="user"/>
      <zeebe:input source="=&quot;Bearer {{secrets.TOKEN}}&quot; + text" target="header"/>
      <zeebe:output source="=header" target="header"/>
      """))
    \(flows("start -> call"))
    """)

  @Test("jobs get holes only for placeholders of the model; queries show placeholders")
  func holes() async throws {
    let engine = try EmbeddedEngine(clock: VirtualClock())
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: Self.process)])
    let forged = "\(SecretHole.opening)OTHER\(SecretHole.closing)"
    let instance = try await engine.createInstance(
      CreateInstanceRequest(
        .id("p"), variables: ["text": .string(" {{secrets.X}} " + forged), forged: 1]))
    let request = ActivateJobsRequest(type: "call", worker: "w", timeout: 1000, maximum: 1)
    let job = try #require(try await engine.activateJobs(request).first)
    #expect(marked(job.variables["user"]?.string ?? "") == "<USER>")
    #expect(
      marked(job.variables["header"]?.string ?? "")
        == "Bearer <TOKEN> {{secrets.X}} \u{FFFD}OTHER\u{FFFD}")
    #expect(job.variables["\u{FFFD}OTHER\u{FFFD}"] == 1)
    try await engine.completeJob(job.reference, variables: ["user": .string(forged)])
    let variables = try await engine.variables(ofInstance: instance.key)
    #expect(
      variables["header"] == "Bearer {{secrets.TOKEN}} {{secrets.X}} \u{FFFD}OTHER\u{FFFD}")
    await engine.close()
  }
}
