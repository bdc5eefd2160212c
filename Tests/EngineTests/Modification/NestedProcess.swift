import EngineProtocol
import JSON
import Testing

@testable import Engine

extension Machine {
  /// Deploys `start -> before -> sub -> after`, where the sub-process has `begin -> first -> second`
  /// and an event sub-process `react` for the message `m`.
  /// - Parameter loop: the loop of the sub-process.
  static func nested(loop: String = "") throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("before"))
      <bpmn:subProcess id="sub">\(loop)
        <bpmn:startEvent id="begin"/>\(task("first"))\(task("second"))\(flows("begin -> first -> second"))
        <bpmn:subProcess id="react" triggeredByEvent="true">
          <bpmn:startEvent id="event"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>
          \(task("reaction"))\(flows("event -> reaction"))
        </bpmn:subProcess>
      </bpmn:subProcess>
      \(task("after"))\(flows("start -> before -> sub -> after"))
      """, definitions: message("m"))
    return machine
  }

  static let loopOverItems = """
    <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
      <zeebe:loopCharacteristics inputCollection="=items" inputElement="item"/>
    </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
    """

  /// Starts `p` at some elements.
  @discardableResult
  mutating func start(
    at elements: String..., with variables: JSONObject = JSONObject(),
    endingAfter ends: [String] = []
  ) throws -> EngineKey {
    let request = CreateInstanceRequest(
      .id("p"), variables: variables, startElements: elements, endElements: ends)
    guard case .instance(let instance) = try send(.createInstance(request)) else {
      throw WrongReply()
    }
    return instance.key
  }

  mutating func modify(_ instance: EngineKey, _ modification: InstanceModification) throws {
    try send(.changeInstance(instance, .modify(modification)))
  }

  /// Why a modification is rejected; nil if it is not. A rejected one must change nothing.
  mutating func refusal(
    _ instance: EngineKey, _ modification: InstanceModification,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) -> EngineError.Code? {
    let before = state
    let code = refusal(.changeInstance(instance, .modify(modification)))
    if code != nil {
      #expect(state == before, "a rejected command has effects", sourceLocation: sourceLocation)
    }
    return code
  }

  /// The active element instances with an id, oldest first.
  func active(_ id: String) -> [EngineKey] {
    state.elements.keys.sorted().filter { key in
      state.elements.place(of: key).map { state.elements.node(at: $0).id } == id
    }
  }

  /// The ids of all active elements besides processes, oldest first.
  var activeIDs: [String] {
    state.elements.keys.sorted().compactMap { key in
      state.elements.place(of: key).map { state.elements.node(at: $0) }
    }.filter { $0.index != ExecutableProcess.root }.map(\.id)
  }
}
