import Testing

@Suite("Ids across the files of a project")
struct ProjectIDTests {
  private static let form = "{\"id\": 1️⃣\"ask\", \"components\": []}"

  private func dmn(_ id: String) -> String {
    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\">"
      + "<decision id=\"\(id)\" name=\"D\"/></definitions>"
  }

  @Test("an id in two files is found in both")
  func duplicates() {
    #expect(
      ProjectFinding.marks(
        of: "project/duplicate-process-id",
        in: [
          "a.bpmn": ProjectFinding.diagram("1️⃣p"), "b.bpmn": ProjectFinding.diagram("1️⃣p"),
          "c.bpmn": ProjectFinding.diagram("q"),
        ]) == ["a.bpmn 1️⃣", "b.bpmn 1️⃣"])
    #expect(
      ProjectFinding.marks(
        of: "project/duplicate-form-id", in: ["a.form": Self.form, "b.form": Self.form])
        == ["a.form 1️⃣", "b.form 1️⃣"])
    #expect(
      ProjectFinding.marks(
        of: "project/duplicate-decision-id", in: ["a.dmn": dmn("1️⃣d"), "b.dmn": dmn("1️⃣d")])
        == ["a.dmn 1️⃣", "b.dmn 1️⃣"])
  }

  private static let uses = """
    <bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="1️⃣child"/></bpmn:extensionElements></bpmn:callActivity>
    <bpmn:userTask id="ask"><bpmn:extensionElements><zeebe:formDefinition formId="2️⃣ask"/></bpmn:extensionElements></bpmn:userTask>
    <bpmn:businessRuleTask id="decide"><bpmn:extensionElements><zeebe:calledDecision decisionId="=&#34;rate&#34;" resultVariable="r"/></bpmn:extensionElements></bpmn:businessRuleTask>
    <bpmn:serviceTask id="bot"><bpmn:extensionElements><zeebe:linkedResources><zeebe:linkedResource resourceId="3️⃣bot" resourceType="RPA" linkName="RPAScript"/></zeebe:linkedResources></bpmn:extensionElements></bpmn:serviceTask>
    """

  @Test(
    "what a diagram names is missing where no file defines it",
    arguments: [
      ("project/missing-process", "a.bpmn 1️⃣"), ("project/missing-form", "a.bpmn 2️⃣"),
      ("project/missing-decision", "a.bpmn ?"), ("project/missing-resource", "a.bpmn 3️⃣"),
    ])
  func missing(rule: String, expected: String) {
    let diagram = ProjectFinding.diagram("p", Self.uses)
    #expect(
      ProjectFinding.marks(
        of: rule, in: ["a.bpmn": diagram, "b.bpmn": ProjectFinding.diagram("other")])
        == [expected])
    // A file alone says nothing about what is deployed with it.
    #expect(ProjectFinding.marks(of: rule, in: ["a.bpmn": diagram]) == [])
  }

  @Test("what is defined, declared or computed is not missing")
  func present() {
    let diagram = ProjectFinding.diagram("p", Self.uses)
    for rule in ["project/missing-process", "project/missing-form", "project/missing-decision"] {
      #expect(
        ProjectFinding.marks(
          of: rule,
          in: [
            "a.bpmn": diagram, "b.bpmn": ProjectFinding.diagram("child"), "c.form": Self.form,
            "d.dmn": dmn("rate"),
          ]) == [])
    }
    for rule in ["project/missing-process", "project/missing-form"] {
      #expect(
        ProjectFinding.marks(
          of: rule, in: ["a.bpmn": diagram, "b.bpmn": ProjectFinding.diagram("q")],
          external: ["child", "ask"]) == [])
    }
    let computed = ProjectFinding.diagram(
      "p",
      "<bpmn:callActivity id=\"c\"><bpmn:extensionElements><zeebe:calledElement "
        + "processId=\"=name\"/></bpmn:extensionElements></bpmn:callActivity>")
    #expect(
      ProjectFinding.marks(
        of: "project/missing-process",
        in: ["a.bpmn": computed, "b.bpmn": ProjectFinding.diagram("q")]) == [])
  }

  @Test("forms that cannot be read, or have no id, are errors")
  func forms() {
    #expect(
      ProjectFinding.marks(
        of: "project/form", in: ["a.form": "{\"id\": 1️⃣}", "b.form": "1️⃣{}"])
        == ["a.form 1️⃣", "b.form 1️⃣"])
  }
}
