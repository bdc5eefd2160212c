import Testing

@Suite("The rule subscription")
struct SubscriptionTests {
  private func diagram(_ content: String, message: String) -> String {
    """
    <bpmn:process id="P" isExecutable="true">\(content)</bpmn:process>
    <bpmn:message id="m" name="paid">\(message)</bpmn:message>
    """
  }

  private func key(_ attributes: String) -> String {
    "<bpmn:extensionElements><zeebe:subscription \(attributes)/></bpmn:extensionElements>"
  }

  static let waiting: [(String, path: String)] = [
    ("1️⃣<bpmn:receiveTask id=\"a\" messageRef=\"m\"/>", "messageRef"),
    (
      "1️⃣<bpmn:intermediateCatchEvent id=\"a\"><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:intermediateCatchEvent>",
      "eventDefinitions.0.messageRef"
    ),
    (
      "<bpmn:task id=\"t\"/>1️⃣<bpmn:boundaryEvent id=\"a\" attachedToRef=\"t\"><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:boundaryEvent>",
      "eventDefinitions.0.messageRef"
    ),
    (
      "<bpmn:subProcess id=\"s\" triggeredByEvent=\"true\">1️⃣<bpmn:startEvent id=\"a\"><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:startEvent></bpmn:subProcess>",
      "eventDefinitions.0.messageRef"
    ),
  ]

  @Test("a message that an instance waits for has one correlation key", arguments: waiting)
  func keys(content: String, path: String) {
    let messages: [(String, String?)] = [
      (key("correlationKey=\"=id\""), nil), (key("correlationKey=\"text\""), nil), ("", ""),
      (key(""), ".extensionElements.values.0.correlationKey"),
      (key("correlationKey=\" \""), ".extensionElements.values.0.correlationKey"),
      (
        "<bpmn:extensionElements><zeebe:subscription correlationKey=\"a\"/><zeebe:subscription correlationKey=\"b\"/></bpmn:extensionElements>",
        ""
      ),
    ]
    for (message, place) in messages {
      let text = diagram(content, message: message)
      #expect(CompatMarks.of("subscription", text, version: "1.0") == (place == nil ? [] : ["1️⃣"]))
      let elements = CompatMarks.elements("subscription", text, version: "8.10")
      // What the message lacks as a whole is told by its place in the file.
      #expect(elements == (place.map { [$0 == "" ? "a#rootElements.1" : "a#\(path)\($0)"] } ?? []))
    }
  }

  @Test(
    "nothing is asked of a message that starts a process or is thrown, of none, or of other events",
    arguments: [
      "<bpmn:startEvent id=\"a\"><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:startEvent>",
      "<bpmn:endEvent id=\"a\"><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:endEvent>",
      "<bpmn:sendTask id=\"a\" messageRef=\"m\"/>", "<bpmn:receiveTask id=\"a\"/>",
      "<bpmn:intermediateCatchEvent id=\"a\"><bpmn:messageEventDefinition/></bpmn:intermediateCatchEvent>",
      "<bpmn:intermediateCatchEvent id=\"a\"><bpmn:signalEventDefinition/><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:intermediateCatchEvent>",
    ])
  func others(content: String) {
    #expect(
      CompatMarks.of("subscription", diagram(content, message: ""), version: "8.10") == [])
  }

  @Test("a message that several elements wait for is found at each of them")
  func shared() {
    let content =
      "1️⃣<bpmn:receiveTask id=\"a\" messageRef=\"m\"/>2️⃣<bpmn:receiveTask id=\"b\" messageRef=\"m\"/>"
    #expect(
      CompatMarks.of("subscription", diagram(content, message: ""), version: "8.10")
        == ["1️⃣", "2️⃣"])
  }
}
