import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@testable import Bundles
@testable import Compiler
@testable import Linting
@testable import LintRules
@testable import ProjectModel
@testable import Webhooks

@Suite("Rules that a company writes in FEEL")
struct CompanyRuleTests {
  private func read(_ checks: String) -> (configuration: Configuration, diagnostics: [Diagnostic]) {
    Configuration.read(SourceText(path: "bpmnc.yaml", text: "checks:\n" + checks))
  }

  private func findings(_ checks: String, in fragment: String) -> [Diagnostic] {
    var settings = LintSettings()
    settings.configuration = read(checks).configuration
    let text = CompanyRule.document(around: fragment)
    let file = InputFile(path: "a.bpmn", relativePath: "a.bpmn", bytes: Array(text.utf8))
    return Compilation(Project([file]), templates: .builtIn, settings: settings).diagnostics
      .filter { $0.rule.hasPrefix("acme/") }
  }

  private let guarded = """
      - name: acme/guarded
        elements: [bpmn:ServiceTask]
        condition: count(element.boundaryEvents) > 0 or element.headers.errorExpression != null
        message: a service task needs a boundary event or an error expression
        help: Add one.
        severity: error
        pass:
          - <bpmn:serviceTask id="a"/><bpmn:boundaryEvent id="b" attachedToRef="a"/>
        fail:
          - <bpmn:serviceTask id="a"/>
    """

  @Test("An element for which the condition does not hold is a finding")
  func finding() {
    let found = findings(
      guarded, in: #"<bpmn:serviceTask id="t" name="Send"/><bpmn:userTask id="u"/>"#)
    #expect(found.map(\.element?.id) == ["t"])
    #expect(found.first?.severity == .error)
    #expect(found.first?.message.hasPrefix("\"Send\": a service task needs") == true)
    #expect(found.first?.help == "Add one.")
  }

  @Test("What a condition sees")
  func facts() {
    let fragment = """
      <bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t"/>
      <bpmn:serviceTask id="t" name="Send" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="3">
        <bpmn:documentation>why</bpmn:documentation>
        <bpmn:extensionElements><zeebe:taskDefinition type="job"/>
        <zeebe:ioMapping><zeebe:input source="=a" target="b"/></zeebe:ioMapping>
        <zeebe:properties><zeebe:property name="p" value="1"/></zeebe:properties>
        </bpmn:extensionElements></bpmn:serviceTask>
      """
    for condition in [
      #"element.id = "t" and element.type = "bpmn:ServiceTask""#,
      #"element.documentation = "why""#, #"element.jobType = "job""#,
      #"element.template = "T" and element.templateVersion >= 3"#,
      #"element.inputs[1].target = "b""#, #"element.properties.p = "1""#,
      #"element.incoming[1].source = "s" and count(element.outgoing) = 0"#,
      #"element.process.executable and element.parent.type = "bpmn:Process""#,
      #"matches(element.name, "^[A-Z]")"#,
    ] {
      let check = """
          - {name: acme/x, elements: bpmn:Task, message: no, condition: '\(condition)'}
        """
      #expect(findings(check, in: fragment).isEmpty, "\(condition)")
    }
  }

  @Test("'if' chooses among the elements; types may be named by what they have in common")
  func filter() {
    let check = """
        - {name: acme/x, elements: bpmn:FlowNode, if: element.name != null, condition: 'false', message: m}
      """
    let found = findings(
      check, in: #"<bpmn:task id="a" name="A"/><bpmn:task id="b"/><bpmn:endEvent id="e" name="E"/>"#
    )
    #expect(found.map(\.element?.id) == ["a", "e"])
  }

  @Test("A condition that gives neither true nor false is a finding that says why")
  func unknown() {
    let check = "  - {name: acme/x, elements: bpmn:Task, condition: 'element.name > 3', message: m}"
    let found = findings(check, in: #"<bpmn:task id="a" name="A"/>"#)
    #expect(found.count == 1)
    #expect(found.first?.notes.isEmpty == false)
  }

  @Test("Examples are run: those that do not behave are findings at their place")
  func examples() {
    #expect(read(guarded).configuration.testRules().isEmpty)
    let text = MarkedText(
      """
      checks:
        - name: acme/named
          elements: bpmn:Task
          condition: element.name != null
          message: m
          pass: [1️⃣<bpmn:task id="a"/>, 2️⃣<bpmn:endEvent id="a"/>]
          fail: [3️⃣<bpmn:task id="a" name="A"/>, 4️⃣<bpmn:task]
      """)
    let configuration = Configuration.read(SourceText(path: "bpmnc.yaml", text: text.text))
      .configuration
    #expect(configuration.exampleCount == 4)
    #expect(
      configuration.testRules().map(\.location.range.lowerBound)
        == ["1️⃣", "2️⃣", "3️⃣", "4️⃣"].map { text.offset($0) ?? -1 })
  }

  @Test(
    "What is wrong with a rule is said",
    arguments: [
      ("- 1️⃣{name: a/x, elements: bpmn:Task, condition: 'true'}", "needs 'message'"),
      ("- {name: 1️⃣fake-join, elements: bpmn:Task, condition: 'true', message: m}", "is a rule of"),
      (
        "- {name: a/x, elements: 1️⃣bpmn:Tusk, condition: 'true', message: m}", "unknown element type"
      ),
      ("- {name: a/x, elements: 1️⃣[], condition: 'true', message: m}", "at least one type"),
      ("- {name: 1️⃣a x, elements: bpmn:Task, condition: 'true', message: m}", "not a rule name"),
      ("- {name: 1️⃣'a/*', elements: bpmn:Task, condition: 'true', message: m}", "not a rule name"),
      (
        "- {name: a/x, elements: bpmn:Task, condition: 'true', message: m, severity: 1️⃣off}",
        "the check 'a/x' cannot be off"
      ),
      ("- {name: a/x, elements: bpmn:Task, condition: 1️⃣'1 +', message: m}", "not valid FEEL"),
      (
        "- {name: a/x, elements: bpmn:Task, condition: 1️⃣element.nam = null, message: m}",
        "'condition': "
      ),
    ])
  func faults(marked: String, words: String) {
    let text = MarkedText("checks:\n  " + marked)
    let diagnostics = Configuration.read(SourceText(path: "bpmnc.yaml", text: text.text))
      .diagnostics
    #expect(diagnostics.contains { $0.message.contains(words) })
    #expect(diagnostics.first?.location.range.lowerBound == text.offset("1️⃣"))
  }

  @Test("A check with a misspelled member is one error and is not run; its name stays known")
  func misspelled() {
    let check = """
        - {name: acme/x, elements: bpmn:Task, condition: element.nme != null, message: m}
      rules: {acme/x: off}
      """
    let diagnostics = read(check).diagnostics
    #expect(diagnostics.map(\.severity) == [.error])
    #expect(diagnostics.first?.message.contains("`nme`") == true)
    #expect(findings(check, in: #"<bpmn:task id="a"/>"#).isEmpty)
  }

  @Test("Its documentation has message, elements, conditions, help and examples")
  func documentation() throws {
    let rule = try #require(read(guarded).configuration.checks.first)
    let text = RuleDocumentation(rule).plainText()
    for part in [
      "acme/guarded\n", "Severity: error.", "a service task needs", "bpmn:ServiceTask",
      "count(element.boundaryEvents) > 0", "Add one.", "Bad:", "Good:",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }
}
