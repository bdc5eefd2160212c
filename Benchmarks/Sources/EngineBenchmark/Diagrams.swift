/// The diagrams of the measured processes.
enum Diagrams {
  /// Starts and ends.
  static let empty = file(start)

  /// Ten script tasks in a row.
  static let row: [UInt8] = {
    let tasks = (1...10).map { "s\($0)" }
    return file(
      start + tasks.map { script($0, "=n + 1", "n") }.joined() + end
        + flows((["start"] + tasks + ["end"]).joined(separator: " ")))
  }()

  /// Ten script tasks between a fork and a join.
  static let fork: [UInt8] = {
    let tasks = (1...10).map { "s\($0)" }
    return file(
      start + tasks.map { script($0, "=n + 1", "r") + flows("fork \($0) join") }.joined() + end
        + #"<bpmn:parallelGateway id="fork"/><bpmn:parallelGateway id="join"/>"#
        + flows("start fork", "join end"))
  }()

  /// A script task that is repeated until it has run a hundred times. Up to Camunda 8.7, a loop may
  /// consist of scripts.
  static let rounds = file(
    start + #"<bpmn:exclusiveGateway id="again"/>"# + script("count", "=n + 1", "n")
      + #"<bpmn:exclusiveGateway id="enough" default="enough-again"/>"# + end
      + flows("start again count enough again")
        + """
        <bpmn:sequenceFlow id="done" sourceRef="enough" targetRef="end">
        <bpmn:conditionExpression>=n &gt;= 100</bpmn:conditionExpression></bpmn:sequenceFlow>
        """, platform: "8.7.0")

  /// A script task for each number up to `size`, whose results are collected.
  static func loop(isSequential: Bool) -> [UInt8] {
    let loop = """
      <bpmn:multiInstanceLoopCharacteristics isSequential="\(isSequential)">
      <bpmn:extensionElements><zeebe:loopCharacteristics inputElement="i"
        inputCollection="=for i in 1..size return i" outputCollection="all" outputElement="=r"/>
      </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
      """
    return file(start + script("each", "=2 * i", "r", loop) + flows("start each"))
  }

  static let job = file(
    start
      + """
      <bpmn:serviceTask id="work"><bpmn:extensionElements><zeebe:taskDefinition type="work"/>
      </bpmn:extensionElements></bpmn:serviceTask>
      """ + flows("start work"))

  /// Waits for a message, and maps one of its variables.
  static let receive = file(
    start
      + """
      <bpmn:receiveTask id="wait" messageRef="m"><bpmn:extensionElements><zeebe:ioMapping>
      <zeebe:output source="=k7 + 1" target="result"/></zeebe:ioMapping>
      </bpmn:extensionElements></bpmn:receiveTask>
      """ + flows("start wait"),
    definitions: """
      <bpmn:message id="m" name="m"><bpmn:extensionElements>
      <zeebe:subscription correlationKey="=key"/></bpmn:extensionElements></bpmn:message>
      """)

  static let timer = file(
    start
      + """
      <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition id="after">
      <bpmn:timeDuration>=duration(delay)</bpmn:timeDuration></bpmn:timerEventDefinition>
      </bpmn:intermediateCatchEvent>
      """ + flows("start wait"))

  /// A process that a message of its own starts.
  static func messageStart(_ id: String) -> [UInt8] {
    file(
      """
      <bpmn:startEvent id="start"><bpmn:messageEventDefinition id="event" messageRef="m"/>
      </bpmn:startEvent>
      """, id: id, definitions: #"<bpmn:message id="m" name="\#(id)"/>"#)
  }

  // MARK: Parts

  private static let start = #"<bpmn:startEvent id="start"/>"#
  private static let end = #"<bpmn:endEvent id="end"/>"#

  private static func file(
    _ body: String, id: String = "process", definitions: String = "", platform: String = "8.9.0"
  ) -> [UInt8] {
    Array(
      """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="file" targetNamespace="benchmark"
        xmlns:modeler="http://camunda.org/schema/modeler/1.0"
        modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="\(platform)">
      <bpmn:process id="\(id)" isExecutable="true">\(body)</bpmn:process>\(definitions)
      </bpmn:definitions>
      """.utf8)
  }

  private static func script(
    _ id: String, _ expression: String, _ result: String, _ loop: String = ""
  ) -> String {
    """
    <bpmn:scriptTask id="\(id)"><bpmn:extensionElements>
    <zeebe:script expression="\(expression)" resultVariable="\(result)"/>
    </bpmn:extensionElements>\(loop)</bpmn:scriptTask>
    """
  }

  /// Sequence flows between neighbours.
  private static func flows(_ paths: String...) -> String {
    paths.flatMap { path in
      let nodes = path.split(separator: " ")
      return zip(nodes, nodes.dropFirst()).map {
        #"<bpmn:sequenceFlow id="\#($0)-\#($1)" sourceRef="\#($0)" targetRef="\#($1)"/>"#
      }
    }.joined()
  }
}
