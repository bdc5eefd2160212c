import Diagnostics
import JSON
import Testing
import TestSupport

@Suite("The rule timer")
struct TimerTests {
  /// An event of some kind with a timer.
  static func event(_ kind: String, _ timer: String) -> String {
    let definition = "1️⃣<bpmn:timerEventDefinition>\(timer)</bpmn:timerEventDefinition>"
    func start(_ interrupting: String, _ scope: String) -> String {
      """
      <bpmn:subProcess id="s" \(scope)><bpmn:startEvent id="e" \(interrupting)>\(definition)</bpmn:startEvent></bpmn:subProcess>
      """
    }
    switch kind {
    case "start": return "<bpmn:startEvent id=\"e\">\(definition)</bpmn:startEvent>"
    case "start event sub-process": return start("", "triggeredByEvent=\"true\"")
    case "non-interrupting": return start("isInterrupting=\"false\"", "triggeredByEvent=\"true\"")
    case "sub-process": return start("", "")
    case "intermediate":
      return
        "<bpmn:intermediateCatchEvent id=\"e\">\(definition)</bpmn:intermediateCatchEvent>"
    case "boundary":
      return
        "<bpmn:boundaryEvent id=\"e\" attachedToRef=\"t\">\(definition)</bpmn:boundaryEvent><bpmn:task id=\"t\"/>"
    default:
      return
        "<bpmn:boundaryEvent id=\"e\" cancelActivity=\"false\" attachedToRef=\"t\">\(definition)</bpmn:boundaryEvent><bpmn:task id=\"t\"/>"
    }
  }

  /// For each kind of event the first versions with a date, a duration and a cycle.
  static let matrix: [(kind: String, date: String?, duration: String?, cycle: String?)] = [
    ("start", "1.0", nil, "1.0"), ("start event sub-process", "1.0", "1.0", nil),
    ("non-interrupting", "1.0", "1.0", "1.0"), ("sub-process", "1.0", "1.0", nil),
    ("intermediate", "8.3", "1.0", nil), ("boundary", "8.3", "1.0", nil),
    ("boundary, non-interrupting", "8.3", "1.0", "1.0"),
  ]

  @Test("each kind of event has its kinds of timers", arguments: matrix)
  func kinds(kind: String, date: String?, duration: String?, cycle: String?) throws {
    let timers = [
      ("timeDate", "2026-01-31T10:30:00Z", date), ("timeDuration", "P1D", duration),
      ("timeCycle", "R/P1D", cycle),
    ]
    for (name, value, first) in timers {
      let content = Self.event(kind, "2️⃣<bpmn:\(name)>\(value)</bpmn:\(name)>")
      for version in ["1.0", "8.2", "8.3", "8.10"] {
        let isAllowed = first.map { $0 == "1.0" || version == "8.3" || version == "8.10" } ?? false
        let marks = CompatMarks.of("timer", content, version: version)
        #expect(marks == (isAllowed ? [] : ["2️⃣"]), "\(name) in \(version)")
      }
      #expect(CompatMarks.of("timer", content, version: nil) == (first == nil ? ["2️⃣"] : []))
    }
  }

  @Test("a timer without a time is found, and says what the event can have", arguments: matrix)
  func missing(kind: String, date: String?, duration: String?, cycle: String?) throws {
    let content = Self.event(kind, "")
    #expect(CompatMarks.of("timer", content, version: "1.0") == ["1️⃣"])
    let finding = try #require(
      Finding.all(
        of: "camunda-compat/timer", in: MarkedText(Finding.process(content)).text,
        options: ["version": "1.0"]
      ).first)
    let help = try #require(finding.help)
    #expect(help.contains("date") == (date == "1.0"))
    #expect(help.contains("duration") == (duration != nil))
    #expect(help.contains("cycle") == (cycle != nil))
    #expect(finding.element?.id == "e" && finding.path == "eventDefinitions.0")
  }

  @Test(
    "a value is an expression or ISO 8601; a cycle is cron as well from 8.1 on",
    arguments: [
      ("timeCycle", "1.0", "R/P1D", []), ("timeCycle", "1.0", "=foo", []),
      ("timeCycle", "1.0", "foo", ["2️⃣"]), ("timeCycle", "8.0", "@daily", ["2️⃣"]),
      ("timeCycle", "8.1", "@daily", []), ("timeCycle", "8.0", "0 0 9-17 * * MON-FRI", ["2️⃣"]),
      ("timeCycle", "8.1", "0 0 9-17 * * MON-FRI", []), ("timeCycle", "8.1", "0 0 9 * *", ["2️⃣"]),
      ("timeCycle", "8.10", "P1D", ["2️⃣"]), ("timeCycle", "8.10", "", ["2️⃣"]),
      ("timeDate", "8.10", "2026-01-31T10:30:00Z", []), ("timeDate", "8.10", "=foo", []),
      ("timeDate", "8.10", "tomorrow", ["2️⃣"]), ("timeDate", "8.10", "P1D", ["2️⃣"]),
      ("timeDate", "8.10", " \n", ["2️⃣"]), ("timeDuration", "8.10", "PT1H", []),
      ("timeDuration", "8.10", "=foo", []), ("timeDuration", "8.10", "1h", ["2️⃣"]),
      ("timeDuration", "8.10", " PT1H", ["2️⃣"]), ("timeDuration", "8.10", "", ["2️⃣"]),
    ])
  func values(name: String, version: String, value: String, marks: [String]) throws {
    let content = Self.event("non-interrupting", "2️⃣<bpmn:\(name)>\(value)</bpmn:\(name)>")
    #expect(CompatMarks.of("timer", content, version: version) == marks)
  }

  @Test("of several times one finding is made, for the one that counts")
  func several() throws {
    let content = Self.event(
      "non-interrupting",
      "<bpmn:timeDuration>x</bpmn:timeDuration>2️⃣<bpmn:timeCycle>x</bpmn:timeCycle>")
    #expect(CompatMarks.of("timer", content, version: "8.10") == ["2️⃣"])
  }

  @Test("only the first event definition is looked at, and no end event")
  func otherDefinitions() throws {
    for content in [
      "<bpmn:startEvent id=\"e\"><bpmn:signalEventDefinition/><bpmn:timerEventDefinition/></bpmn:startEvent>",
      "<bpmn:endEvent id=\"e\"><bpmn:timerEventDefinition/></bpmn:endEvent>",
      "<bpmn:startEvent id=\"e\"/>",
    ] {
      #expect(CompatMarks.of("timer", content, version: "8.10") == [])
    }
  }
}
