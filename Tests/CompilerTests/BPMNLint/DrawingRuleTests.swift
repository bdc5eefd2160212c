import JSON
import Testing

@Suite("The rules of bpmnlint about the drawing")
struct DrawingRuleTests {
  /// A plane with shapes as `id: x y width height`.
  static func plane(_ shapes: [(id: String, box: (Int, Int, Int, Int))], _ attributes: String = "")
    -> String
  {
    let items = shapes.map { shape in
      """
      <bpmndi:BPMNShape id="\(shape.id)_di" bpmnElement="\(shape.id)" \(attributes)>
      <dc:Bounds x="\(shape.box.0)" y="\(shape.box.1)" width="\(shape.box.2)" height="\(shape.box.3)"/>
      </bpmndi:BPMNShape>
      """
    }
    return "<bpmndi:BPMNDiagram id=\"D\"><bpmndi:BPMNPlane id=\"L\" bpmnElement=\"P\">"
      + items.joined() + "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
  }

  static func process(_ content: String) -> String {
    "<bpmn:process id=\"P\">\(content)</bpmn:process>"
  }

  // MARK: no-bpmndi

  @Test(
    "what is not drawn is found, at every depth",
    arguments: [
      ("1️⃣<bpmn:task id=\"a\"/>", ["1️⃣"]), ("1️⃣<bpmn:dataObjectReference id=\"a\"/>", ["1️⃣"]),
      ("1️⃣<bpmn:textAnnotation id=\"a\"/>", ["1️⃣"]), ("1️⃣<bpmn:group id=\"a\"/>", ["1️⃣"]),
      ("<bpmn:dataObject id=\"a\"/>", []), ("1️⃣<bpmn:dataStoreReference id=\"a\"/>", ["1️⃣"]),
      (
        "1️⃣<bpmn:subProcess id=\"a\">2️⃣<bpmn:subProcess id=\"b\">3️⃣<bpmn:task id=\"c\"/></bpmn:subProcess></bpmn:subProcess>",
        ["1️⃣", "2️⃣", "3️⃣"]
      ),
      (
        "1️⃣<bpmn:sequenceFlow id=\"a\"/>2️⃣<bpmn:association id=\"b\"/>", ["1️⃣", "2️⃣"]
      ),
      (
        "<bpmn:laneSet id=\"s\">1️⃣<bpmn:lane id=\"a\"><bpmn:childLaneSet id=\"n\">2️⃣<bpmn:lane id=\"b\"/></bpmn:childLaneSet></bpmn:lane></bpmn:laneSet><bpmn:laneSet id=\"t\"><bpmn:lane id=\"c\"/></bpmn:laneSet>",
        ["1️⃣", "2️⃣"]
      ),
    ])
  func notDrawn(content: String, marks: [String]) {
    #expect(Finding.marks(of: "no-bpmndi", in: Finding.diagram(Self.process(content))) == marks)
  }

  @Test("pools and message flows are drawn as well; a process and a collaboration need not be")
  func collaboration() {
    let content = Finding.diagram(
      "<bpmn:collaboration id=\"c\">1️⃣<bpmn:participant id=\"p\" processRef=\"P\"/>2️⃣<bpmn:messageFlow id=\"m\"/></bpmn:collaboration>"
        + Self.process(""))
    #expect(Finding.marks(of: "no-bpmndi", in: content) == ["1️⃣", "2️⃣"])
  }

  @Test("a shape or an edge in any diagram of the file is enough; a shape of nothing does no harm")
  func drawn() {
    let content = Finding.diagram(
      Self.process("<bpmn:task id=\"a\"/><bpmn:sequenceFlow id=\"f\"/>1️⃣<bpmn:task id=\"b\"/>")
        + "<bpmndi:BPMNDiagram id=\"E\"><bpmndi:BPMNPlane id=\"M\"><bpmndi:BPMNShape id=\"n\"/>"
        + "<bpmndi:BPMNEdge id=\"e\" bpmnElement=\"f\"/></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
        + Self.plane([("a", (0, 0, 100, 80)), ("nobody", (0, 0, 1, 1))]))
    #expect(Finding.marks(of: "no-bpmndi", in: content) == ["1️⃣"])
  }

  // MARK: no-overlapping-elements

  @Test(
    "two shapes of one container that touch or cover each other are both found",
    arguments: [
      ((50, 40, 100, 80), true), ((100, 0, 100, 80), true), ((0, 80, 100, 80), true),
      ((100, 80, 10, 10), true), ((10, 10, 10, 10), true), ((101, 0, 100, 80), false),
      ((0, 81, 100, 80), false),
    ])
  func overlap(box: (Int, Int, Int, Int), isFound: Bool) {
    let content = Finding.diagram(
      Self.process("1️⃣<bpmn:task id=\"a\"/>2️⃣<bpmn:task id=\"b\"/>")
        + Self.plane([("a", (0, 0, 100, 80)), ("b", box)]))
    let marks = Finding.marks(of: "no-overlapping-elements", in: content)
    #expect(marks == (isFound ? ["1️⃣", "2️⃣"] : []))
  }

  @Test("a boundary event lies on its activity, and is found on another one")
  func boundary() {
    func marks(_ host: String) -> [String] {
      Finding.marks(
        of: "no-overlapping-elements",
        in: Finding.diagram(
          Self.process(
            "1️⃣<bpmn:task id=\"a\"/><bpmn:task id=\"c\"/>2️⃣<bpmn:boundaryEvent id=\"b\" attachedToRef=\"\(host)\"/>"
          )
            + Self.plane([
              ("a", (0, 0, 100, 80)), ("b", (80, 60, 36, 36)), ("c", (500, 0, 100, 80)),
            ])
        ))
    }
    #expect(marks("a") == [])
    #expect(marks("c") == ["1️⃣", "2️⃣"])
  }

  @Test("shapes of different containers, and shapes without bounds, are not compared")
  func containers() {
    let content = Finding.diagram(
      Self.process(
        "<bpmn:task id=\"a\"/><bpmn:subProcess id=\"s\"><bpmn:task id=\"b\"/></bpmn:subProcess><bpmn:task id=\"c\"/>"
      )
        + Self.plane([("a", (0, 0, 100, 80)), ("b", (0, 0, 100, 80))])
        + "<bpmndi:BPMNDiagram id=\"E\"><bpmndi:BPMNPlane id=\"M\"><bpmndi:BPMNShape id=\"n\" bpmnElement=\"c\"/></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    )
    #expect(Finding.marks(of: "no-overlapping-elements", in: content) == [])
  }

  @Test("two pools that touch are found")
  func pools() {
    let content = Finding.diagram(
      "<bpmn:collaboration id=\"c\">1️⃣<bpmn:participant id=\"a\"/>2️⃣<bpmn:participant id=\"b\"/></bpmn:collaboration>"
        + Self.plane([("a", (0, 0, 600, 100)), ("b", (0, 100, 600, 100))]))
    #expect(Finding.marks(of: "no-overlapping-elements", in: content) == ["1️⃣", "2️⃣"])
  }

  @Test(
    "an element stays inside its pool, on the edge at most; a data store may lie outside",
    arguments: [
      ("task", (10, 10, 100, 80), false), ("task", (0, 0, 100, 80), false),
      ("task", (-1, 10, 100, 80), true), ("task", (10, 30, 100, 80), true),
      ("task", (900, 10, 100, 80), true), ("dataStoreReference", (900, 10, 50, 50), false),
      ("dataObjectReference", (900, 10, 36, 50), true),
    ])
  func pool(type: String, box: (Int, Int, Int, Int), isFound: Bool) {
    let content = Finding.diagram(
      "<bpmn:collaboration id=\"c\"><bpmn:participant id=\"p\" processRef=\"P\"/></bpmn:collaboration>"
        + Self.process("1️⃣<bpmn:\(type) id=\"a\"/>")
        + Self.plane([("p", (0, 0, 600, 100)), ("a", box)]))
    let marks = Finding.marks(of: "no-overlapping-elements", in: content)
    #expect(marks == (isFound ? ["1️⃣"] : []))
  }

  @Test("an element stays inside an expanded sub-process; a collapsed one is drawn elsewhere")
  func subProcess() {
    for (expanded, marks) in [("true", ["1️⃣"]), ("false", [])] {
      let content = Finding.diagram(
        Self.process("<bpmn:subProcess id=\"s\">1️⃣<bpmn:task id=\"a\"/></bpmn:subProcess>")
          + Self.plane(
            [("s", (0, 0, 300, 200)), ("a", (250, 10, 100, 80))], "isExpanded=\"\(expanded)\""))
      #expect(Finding.marks(of: "no-overlapping-elements", in: content) == marks)
    }
  }

  @Test("ten thousand shapes in a row are read in a moment")
  func many() {
    let ids = 0..<10_000
    let content = Finding.diagram(
      Self.process(ids.map { "<bpmn:task id=\"t\($0)\"/>" }.joined())
        + Self.plane(ids.map { ("t\($0)", ($0 * 150, 0, 100, 80)) }))
    #expect(Finding.marks(of: "no-overlapping-elements", in: content) == [])
  }

  // MARK: standard-size

  @Test(
    "each type has its size",
    arguments: [
      ("task", 100, 80), ("userTask", 100, 80), ("callActivity", 100, 80), ("subProcess", 100, 80),
      ("exclusiveGateway", 50, 50), ("startEvent", 36, 36), ("boundaryEvent", 36, 36),
      ("dataObjectReference", 36, 50), ("dataStoreReference", 50, 50),
    ])
  func sizes(type: String, width: Int, height: Int) {
    func count(_ width: Int, _ height: Int) -> Int {
      Finding.elements(
        of: "standard-size",
        in: Finding.diagram(
          Self.process("<bpmn:\(type) id=\"a\"/>") + Self.plane([("a", (0, 0, width, height))]))
      ).count
    }
    #expect(count(width, height) == 0)
    #expect(count(width + 1, height) == 1)
    #expect(count(width, height - 1) == 1)
  }

  @Test("options set the size of a type, or of none")
  func options() {
    let content = Finding.diagram(
      Self.process("<bpmn:userTask id=\"a\"/>") + Self.plane([("a", (0, 0, 120, 80))]))
    let sizes: [(JSONValue, Int)] = [
      (["bpmn:Task": ["width": 120, "height": 80]], 0),
      (["bpmn:UserTask": ["width": 120, "height": 80]], 0),
      (["bpmn:UserTask": .null], 0), (["bpmn:Task": .null], 0),
      (["bpmn:ServiceTask": ["width": 120, "height": 80]], 1), ([:], 1),
    ]
    for (options, count) in sizes {
      #expect(
        Finding.elements(of: "standard-size", in: content, options: options).count == count)
    }
  }

  @Test(
    "an expanded sub-process and a pool with a process have any size; an empty pool has a breadth")
  func anySize() {
    let expanded = Finding.diagram(
      Self.process("<bpmn:subProcess id=\"a\"/>")
        + Self.plane([("a", (0, 0, 900, 500))], "isExpanded=\"true\""))
    #expect(Finding.elements(of: "standard-size", in: expanded) == [])
    func pool(_ process: String, _ box: (Int, Int, Int, Int), _ attributes: String) -> [String] {
      Finding.elements(
        of: "standard-size",
        in: Finding.diagram(
          "<bpmn:collaboration id=\"c\"><bpmn:participant id=\"a\" \(process)/></bpmn:collaboration>"
            + Self.process("") + Self.plane([("a", box)], attributes)))
    }
    #expect(pool("processRef=\"P\"", (0, 0, 600, 250), "") == [])
    #expect(pool("", (0, 0, 600, 60), "") == [])
    #expect(pool("", (0, 0, 600, 61), "") == ["a"])
    #expect(pool("", (0, 0, 60, 600), "isHorizontal=\"false\"") == [])
    #expect(pool("", (0, 0, 600, 60), "isHorizontal=\"false\"") == ["a"])
  }
}
