import Testing

@Suite("The rules of bpmnlint about start and end events")
struct StartAndEndRuleTests {
  @Test(
    "a process and a sub-process have a start and an end event; an ad-hoc one needs none",
    arguments: [
      ("process", true), ("subProcess", true), ("transaction", true),
      ("subProcess triggeredByEvent=\"true\"", true), ("adHocSubProcess", false),
    ])
  func required(tag: String, isAsked: Bool) {
    for (rule, event, other) in [
      ("start-event-required", "startEvent", "endEvent"),
      ("end-event-required", "endEvent", "startEvent"),
    ] {
      for (content, isFound) in [
        ("<bpmn:\(event) id=\"x\"/>", false), ("<bpmn:\(other) id=\"x\"/>", true), ("", true),
        // An event of a sub-process inside is none of its own.
        (
          "<bpmn:subProcess id=\"y\"><bpmn:startEvent id=\"s\"/><bpmn:endEvent id=\"e\"/></bpmn:subProcess>",
          true
        ),
      ] {
        let name = tag.prefix { $0 != " " }
        let element = "1️⃣<bpmn:\(tag) id=\"c\">\(content)</bpmn:\(name)>"
        let text =
          name == "process"
          ? Finding.diagram(element)
          : Finding.process("<bpmn:startEvent id=\"s0\"/><bpmn:endEvent id=\"e0\"/>" + element)
        #expect(Finding.marks(of: rule, in: text) == (isFound && isAsked ? ["1️⃣"] : []))
      }
    }
  }

  @Test("several processes are looked at, executable or not")
  func processes() {
    let content = Finding.diagram(
      "1️⃣<bpmn:process id=\"a\"/><bpmn:process id=\"b\"><bpmn:startEvent id=\"s\"/></bpmn:process>")
    #expect(Finding.marks(of: "start-event-required", in: content) == ["1️⃣"])
  }

  @Test(
    "more than one start event without a trigger is found, once for the container",
    arguments: ["process", "subProcess", "adHocSubProcess", "transaction"])
  func singleBlank(tag: String) {
    func marks(_ content: String) -> [String] {
      let element = "1️⃣<bpmn:\(tag) id=\"c\">\(content)</bpmn:\(tag)>"
      return Finding.marks(
        of: "single-blank-start-event",
        in: tag == "process" ? Finding.diagram(element) : Finding.process(element))
    }
    let blank = "<bpmn:startEvent id=\"X\"/>"
    let typed = "<bpmn:startEvent id=\"t\"><bpmn:timerEventDefinition/></bpmn:startEvent>"
    #expect(marks(blank + blank.replacing("X", with: "Y")) == ["1️⃣"])
    #expect(marks(blank + typed + typed.replacing("\"t\"", with: "\"u\"")) == [])
    #expect(
      marks(
        blank + "<bpmn:subProcess id=\"i\">\(blank.replacing("X", with: "Y"))</bpmn:subProcess>")
        == [])
  }

  @Test(
    "the start event of a sub-process has a trigger only where an event triggers the sub-process",
    arguments: ["subProcess", "transaction", "adHocSubProcess"])
  func subProcessStart(tag: String) {
    func content(_ attributes: String, _ definition: String) -> String {
      Finding.process(
        "<bpmn:\(tag) id=\"c\" \(attributes)>1️⃣<bpmn:startEvent id=\"s\">\(definition)</bpmn:startEvent></bpmn:\(tag)>"
      )
    }
    let timer = "<bpmn:timerEventDefinition/>"
    let triggered = "triggeredByEvent=\"true\""
    let blank = "sub-process-blank-start-event"
    let typed = "event-sub-process-typed-start-event"
    #expect(Finding.marks(of: blank, in: content("", timer)) == ["1️⃣"])
    #expect(Finding.marks(of: blank, in: content("", "")) == [])
    #expect(Finding.marks(of: blank, in: content(triggered, timer)) == [])
    #expect(Finding.marks(of: typed, in: content(triggered, "")) == ["1️⃣"])
    #expect(Finding.marks(of: typed, in: content(triggered, timer)) == [])
    #expect(Finding.marks(of: typed, in: content("", "")) == [])
    let top = Finding.process("<bpmn:startEvent id=\"s\">\(timer)</bpmn:startEvent>")
    #expect(Finding.marks(of: blank, in: top) == [])
  }

  @Test(
    "an ad-hoc sub-process has no start and no end event of its own; inside of others they are fine"
  )
  func adHoc() {
    let content = Finding.process(
      """
      <bpmn:adHocSubProcess id="h">
      1️⃣<bpmn:startEvent id="a"/>2️⃣<bpmn:endEvent id="b"/><bpmn:intermediateThrowEvent id="c"/>
      <bpmn:subProcess id="s"><bpmn:startEvent id="d"/><bpmn:endEvent id="e"/></bpmn:subProcess>
      </bpmn:adHocSubProcess>
      """)
    #expect(Finding.marks(of: "ad-hoc-sub-process", in: content) == ["1️⃣", "2️⃣"])
  }

  @Test("an event has one definition, inline or by reference")
  func singleDefinition() {
    let content = Finding.diagram(
      """
      <bpmn:process id="p">
      1️⃣<bpmn:startEvent id="a"><bpmn:timerEventDefinition/><bpmn:timerEventDefinition/></bpmn:startEvent>
      2️⃣<bpmn:endEvent id="b"><bpmn:errorEventDefinition/><bpmn:eventDefinitionRef>d</bpmn:eventDefinitionRef></bpmn:endEvent>
      <bpmn:endEvent id="c"><bpmn:eventDefinitionRef>d</bpmn:eventDefinitionRef></bpmn:endEvent>
      <bpmn:endEvent id="e"/>
      </bpmn:process>
      <bpmn:signalEventDefinition id="d"/>
      """)
    #expect(Finding.marks(of: "single-event-definition", in: content) == ["1️⃣", "2️⃣"])
  }

  @Test("a conditional event of an executable process has a condition with a text")
  func conditional() {
    func text(_ condition: String, _ executable: String) -> String {
      Finding.diagram(
        """
        <bpmn:process id="p" isExecutable="\(executable)"><bpmn:boundaryEvent id="a">
        1️⃣<bpmn:conditionalEventDefinition>\(condition)</bpmn:conditionalEventDefinition>
        </bpmn:boundaryEvent></bpmn:process>
        """)
    }
    for (condition, isFound) in [
      ("", true), ("<bpmn:condition/>", true), ("<bpmn:condition> \n</bpmn:condition>", true),
      ("<bpmn:condition>=a</bpmn:condition>", false),
      ("<bpmn:condition><![CDATA[=a < b]]></bpmn:condition>", false),
    ] {
      let marks = Finding.marks(of: "conditional-event", in: text(condition, "true"))
      #expect(marks == (isFound ? ["1️⃣"] : []), "\(condition)")
      #expect(Finding.marks(of: "conditional-event", in: text(condition, "false")) == [])
    }
  }

  @Test(
    "a terminate event is superfluous where it is the only end beside interrupting event sub-processes",
    arguments: [
      ("", true), ("<bpmn:endEvent id=\"f\"/>", false), ("<bpmn:task id=\"t\"/>", false),
      (
        "<bpmn:endEvent id=\"f\"><bpmn:terminateEventDefinition/></bpmn:endEvent>", false
      ),
      (
        "<bpmn:subProcess id=\"s\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"i\"/></bpmn:subProcess>",
        true
      ),
      (
        "<bpmn:subProcess id=\"s\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"i\" isInterrupting=\"false\"/></bpmn:subProcess>",
        false
      ),
      ("<bpmn:subProcess id=\"s\"/>", false), ("<bpmn:dataObject id=\"d\"/>", true),
    ])
  func termination(other: String, isFound: Bool) {
    let content = Finding.process(
      "1️⃣<bpmn:endEvent id=\"e\"><bpmn:terminateEventDefinition/></bpmn:endEvent>" + other)
    #expect(Finding.marks(of: "superfluous-termination", in: content) == (isFound ? ["1️⃣"] : []))
  }

  @Test("each sub-process is looked at by itself for terminations")
  func terminationScopes() {
    let content = Finding.process(
      """
      <bpmn:endEvent id="a"/><bpmn:task id="t"/>
      <bpmn:subProcess id="s">1️⃣<bpmn:endEvent id="e"><bpmn:terminateEventDefinition/></bpmn:endEvent></bpmn:subProcess>
      """)
    #expect(Finding.marks(of: "superfluous-termination", in: content) == ["1️⃣"])
  }
}
