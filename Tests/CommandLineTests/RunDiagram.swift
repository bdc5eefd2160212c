import Foundation

/// Processes that tests hand to `bpmnc run`.
struct RunDiagram {
  /// The bodies of the processes by their ids.
  var processes: [String: String]

  /// - Parameter options: the arguments after the path of the diagram.
  func run(_ options: String...) throws -> Tool.Outcome {
    let folder = try TemporaryFolder()
    let file = folder.file("diagram.bpmn")
    try Data(text.utf8).write(to: file)
    return try Tool.run(Tool.process(["run", file.path] + options))
  }

  /// The diagram.
  var text: String {
    let processes = processes.sorted { $0.key < $1.key }.map { id, body in
      #"<bpmn:process id="\#(id)" isExecutable="true">\#(body)</bpmn:process>"#
    }
    return """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="test">
      \(processes.joined(separator: "\n"))
      <bpmn:message id="answer" name="answer"><bpmn:extensionElements>
        <zeebe:subscription correlationKey="=1"/></bpmn:extensionElements></bpmn:message>
      <bpmn:signal id="go" name="go"/>
      </bpmn:definitions>
      """
  }

  // MARK: Parts

  static let start = #"<bpmn:startEvent id="start"/>"#
  /// The start of a called process.
  static let begin = #"<bpmn:startEvent id="begin"/>"#

  /// Sequence flows from a sketch: `"a -> b -> c"`.
  static func flows(_ chains: String...) -> String {
    chains.flatMap { chain in
      let nodes = chain.split(separator: " ").filter { $0 != "->" }
      return zip(nodes, nodes.dropFirst()).map { source, target in
        #"<bpmn:sequenceFlow id="\#(source)-\#(target)" sourceRef="\#(source)" targetRef="\#(target)"/>"#
      }
    }.joined(separator: "\n")
  }

  static func end(_ id: String) -> String { #"<bpmn:endEvent id="\#(id)"/>"# }

  static func timer(_ kind: String, _ text: String) -> String {
    """
    <bpmn:timerEventDefinition id="_\(UUID().uuidString)"><bpmn:\(kind) xsi:type="bpmn:tFormalExpression">\
    \(text)</bpmn:\(kind)></bpmn:timerEventDefinition>
    """
  }

  /// A flow with a condition.
  static func flow(_ source: String, _ target: String, when condition: String) -> String {
    """
    <bpmn:sequenceFlow id="\(source)-\(target)" sourceRef="\(source)" targetRef="\(target)">
    <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\(condition)\
    </bpmn:conditionExpression></bpmn:sequenceFlow>
    """
  }

  static func userTask(_ id: String, _ extensions: String = "") -> String {
    """
    <bpmn:userTask id="\(id)"><bpmn:extensionElements>\(extensions)</bpmn:extensionElements>
    </bpmn:userTask>
    """
  }

  /// A catch event that waits for a timer.
  static func wait(_ id: String, _ duration: String) -> String {
    """
    <bpmn:intermediateCatchEvent id="\(id)">\(timer("timeDuration", duration))
    </bpmn:intermediateCatchEvent>
    """
  }

  /// A catch event that waits for a message.
  static func listen(_ id: String) -> String {
    """
    <bpmn:intermediateCatchEvent id="\(id)">
    <bpmn:messageEventDefinition id="\(id)-m" messageRef="answer"/></bpmn:intermediateCatchEvent>
    """
  }

  /// An event of the signal `go`.
  static func signal(_ kind: String, _ id: String) -> String {
    """
    <bpmn:\(kind) id="\(id)"><bpmn:signalEventDefinition id="\(id)-s" signalRef="go"/></bpmn:\(kind)>
    """
  }

  /// A boundary event with a timer, followed by an end event.
  static func boundary(
    _ id: String, on activity: String, _ timer: String, interrupts: Bool = false
  ) -> String {
    """
    <bpmn:boundaryEvent id="\(id)" attachedToRef="\(activity)" cancelActivity="\(interrupts)">
    \(timer)</bpmn:boundaryEvent>\(end("\(id)-end"))\(flows("\(id) -> \(id)-end"))
    """
  }

  static func task(_ id: String, type: String, _ more: String = "") -> String {
    """
    <bpmn:serviceTask id="\(id)"><bpmn:extensionElements>
    <zeebe:taskDefinition type="\(type)"/>\(more)</bpmn:extensionElements></bpmn:serviceTask>
    """
  }

  static func call(_ id: String, _ process: String) -> String {
    """
    <bpmn:callActivity id="\(id)"><bpmn:extensionElements>
    <zeebe:calledElement processId="\(process)" propagateAllChildVariables="false"/>
    </bpmn:extensionElements></bpmn:callActivity>
    """
  }

  /// An HTTP task whose connection is refused.
  static func failingRequest(_ id: String, backoff: String) -> String {
    task(
      id, type: "io.camunda:http-json:1",
      """
      <zeebe:taskHeaders><zeebe:header key="retryBackoff" value="\(backoff)"/></zeebe:taskHeaders>
      <zeebe:ioMapping><zeebe:input source="get" target="method"/>
      <zeebe:input source="http://127.0.0.1:1/" target="url"/></zeebe:ioMapping>
      """)
  }
}
