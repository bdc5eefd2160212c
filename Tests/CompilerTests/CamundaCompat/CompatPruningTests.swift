import JSON
import Testing

@testable import LintRules

@Suite("Every rule of the Camunda plugin")
struct CompatPruningTests {
  @Test("finds the smallest thing that it is against", arguments: CompatExample.all)
  func finds(example: CompatExample) {
    let marks = CompatMarks.of(example.rule, example.content, version: example.version)
    #expect(marks == CompatMarks.names.filter(example.content.contains))
  }

  @Test("leaves out processes that are not executable, from 8.2 on", arguments: CompatExample.all)
  func prunes(example: CompatExample) {
    let content = example.notExecutable
    let isOld = ["1.0", "1.3", "8.0", "8.1"].contains(example.version)
    let marks = CompatMarks.of(example.rule, content, version: example.version)
    #expect(marks.isEmpty != isOld)
    #expect(CompatMarks.of(example.rule, content, version: "8.2") == [])
  }

  @Test(
    "checks the executable process beside one that is not", arguments: CompatExample.all)
  func checksTheOther(example: CompatExample) {
    let other = "<bpmn:process id=\"other\"/>"
    let content = example.content
    let both =
      content.contains("<bpmn:process")
      ? other + content
      : other + "<bpmn:process id=\"P\" isExecutable=\"true\">\(content)</bpmn:process>"
    let marks = CompatMarks.of(example.rule, both, version: example.version)
    #expect(marks == CompatMarks.names.filter(content.contains))
  }

  @Test("checks every process where it runs unversioned", arguments: CompatExample.all)
  func unversioned(example: CompatExample) {
    // What is true below some version only cannot be said without one.
    let needsVersion = example.rule == "connector-properties"
    #expect(CompatMarks.of(example.rule, example.content).isEmpty == needsVersion)
    #expect(CompatMarks.of(example.rule, example.notExecutable).isEmpty == needsVersion)
    #expect(
      CompatMarks.of(
        example.rule, example.notExecutable, options: ["platform": "camunda-platform"]) == [])
  }

  @Test("takes the version of its options over that of the file", arguments: CompatExample.all)
  func option(example: CompatExample) {
    let marks = CompatMarks.of(
      example.rule, example.content, version: "9.9",
      options: ["version": .string(example.version)])
    #expect(marks == CompatMarks.names.filter(example.content.contains))
  }

  @Test("reads zeebe elements that begin with a capital letter, and none of other namespaces")
  func spelling() {
    let content =
      "<bpmn:task><bpmn:extensionElements>1️⃣<zeebe:Properties/></bpmn:extensionElements></bpmn:task>"
    #expect(CompatMarks.of("no-zeebe-properties", content, version: "8.0") == ["1️⃣"])
    let other = content.replacing("zeebe:Properties", with: "camunda:properties")
    #expect(CompatMarks.of("no-zeebe-properties", other, version: "8.0") == [])
    let bare = "<bpmn:task><zeebe:properties/></bpmn:task>"
    #expect(CompatMarks.of("no-zeebe-properties", bare, version: "8.0") == [])
  }

  @Test(
    "that asks about processes themselves prunes nothing",
    arguments: [
      ("executable-process", "1️⃣<bpmn:process id=\"P\"/>"),
      (
        "no-interrupting-event-subprocess",
        """
        <bpmn:process id="P"><bpmn:adHocSubProcess id="h">
          <bpmn:subProcess id="s" triggeredByEvent="true">1️⃣<bpmn:startEvent id="a"/></bpmn:subProcess>
        </bpmn:adHocSubProcess></bpmn:process>
        """
      ),
    ])
  func notPruned(rule: String, content: String) {
    #expect(CompatMarks.of(rule, content, version: "8.8") == ["1️⃣"])
    #expect(CompatMarks.of(rule, content) == ["1️⃣"])
  }
}

extension CompatExample {
  /// The same in a process that is not executable.
  var notExecutable: String {
    content.contains("<bpmn:process")
      ? content.replacing(" isExecutable=\"true\"", with: "")
      : "<bpmn:process id=\"P\">\(content)</bpmn:process>"
  }
}
