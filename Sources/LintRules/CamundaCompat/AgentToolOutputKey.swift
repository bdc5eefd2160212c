import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/agent-tool-output-key
  ///
  /// A tool of an AI agent should return its result in the variable `toolCallResult`.
  ///
  /// The agent reads no other variable. Any element of the tool may set it: with an output mapping
  /// (also of a part, such as `toolCallResult.status`), as the result variable of a script or
  /// decision, or in the result variable or result expression of a connector. In a flow without
  /// branches it should be set once: a second assignment overwrites the first, unless it uses
  /// `context put(toolCallResult, …)`.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:adHocSubProcess id="agent" name="Agent">
  ///   <bpmn:extensionElements>
  ///     <zeebe:properties>
  ///       <zeebe:property name="io.camunda.agenticai.toolContainer" value="true" />
  ///     </zeebe:properties>
  ///   </bpmn:extensionElements>
  ///   <bpmn:serviceTask id="search" name="Search">
  ///     <bpmn:extensionElements>
  ///       <zeebe:ioMapping>
  ///         <zeebe:output source="=pages" 1️⃣target="result" />
  ///       </zeebe:ioMapping>
  ///     </bpmn:extensionElements>
  ///   </bpmn:serviceTask>
  /// </bpmn:adHocSubProcess>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:adHocSubProcess id="agent" name="Agent">
  ///   <bpmn:extensionElements>
  ///     <zeebe:properties>
  ///       <zeebe:property name="io.camunda.agenticai.toolContainer" value="true" />
  ///     </zeebe:properties>
  ///   </bpmn:extensionElements>
  ///   <bpmn:serviceTask id="search" name="Search">
  ///     <bpmn:extensionElements>
  ///       <zeebe:ioMapping>
  ///         <zeebe:output source="=pages" target="toolCallResult" />
  ///       </zeebe:ioMapping>
  ///     </bpmn:extensionElements>
  ///   </bpmn:serviceTask>
  /// </bpmn:adHocSubProcess>
  /// ```
  static let compatAgentToolOutputKey = compat(
    "agent-tool-output-key", .warning,
    from: PlatformVersion(8, 8)
  ) { rule in
    let tools = rule.agentTools
    guard !tools.isEmpty else { return [] }
    let boundaryEvents = Dictionary(grouping: rule.model.elements(.boundaryEvent)) {
      $0.attachedTo?.index
    }
    return tools.flatMap { tool -> [Diagnostic] in
      let flow = ToolFlow(from: tool, boundaryEvents)
      guard let first = flow.writes.first else { return [rule.noResult(tool)] }
      guard flow.writes.contains(where: \.isResult) else {
        if let wrong = flow.writes.first(where: { $0.miscased != nil }) {
          return [rule.wrongCasing(wrong)]
        }
        return [rule.wrongVariable(first)]
      }
      guard flow.isLinear else { return [] }
      let whole = flow.writes.filter { $0.isResult && $0.replacesAll }
      return zip(whole, whole.dropFirst()).map { rule.overwritten($0, by: $1) }
    }
  }
}

extension CompatInput {
  fileprivate func noResult(_ tool: BPMNElement) -> Diagnostic {
    let mapping = extensions("ioMapping", of: tool).first
    return finding(
      "the tool \"\(tool.label)\" returns nothing to the agent",
      help: "Set toolCallResult, at least to indicate that the tool has finished.", on: tool,
      at: mapping?.place.location, path: mapping.map { $0.path + ".outputParameters" })
  }

  fileprivate func wrongCasing(_ write: ToolWrite) -> Diagnostic {
    finding(
      "\"\(write.place.owner.label)\" writes '\(write.miscased ?? "")'",
      help: "Use toolCallResult: variable names are case-sensitive.", on: write.place.owner,
      at: write.place.location, path: write.place.path)
  }

  fileprivate func wrongVariable(_ write: ToolWrite) -> Diagnostic {
    finding(
      "the tool does not return the result of \"\(write.place.owner.label)\" to the agent",
      help: "Write it to toolCallResult.", on: write.place.owner, at: write.place.location,
      path: write.place.path)
  }

  fileprivate func overwritten(_ first: ToolWrite, by second: ToolWrite) -> Diagnostic {
    finding(
      "\"\(second.place.owner.label)\" overwrites the toolCallResult of "
        + "\"\(first.place.owner.label)\"",
      help: "Set a part of it, such as toolCallResult.status, or use "
        + "context put(toolCallResult, …).",
      on: second.place.owner, at: second.place.location, path: second.place.path)
  }
}
