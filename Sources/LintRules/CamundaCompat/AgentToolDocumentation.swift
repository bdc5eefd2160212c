import BPMN
import Diagnostics
import Linting
import Text
import XML

extension LintRule {
  /// # camunda-compat/agent-tool-documentation
  ///
  /// A tool of an AI agent should have documentation.
  ///
  /// The agent reads the documentation of the tool's first element to decide when to call it. A
  /// tool is an activity directly in the agent's ad-hoc sub-process that no flow leads to.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:adHocSubProcess id="agent" name="Agent">
  ///   <bpmn:extensionElements>
  ///     <zeebe:properties>
  ///       <zeebe:property name="io.camunda.agenticai.toolContainer" value="true" />
  ///     </zeebe:properties>
  ///   </bpmn:extensionElements>
  ///   1️⃣<bpmn:serviceTask id="search" name="Search" />
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
  ///     <bpmn:documentation>Finds pages about a subject.</bpmn:documentation>
  ///   </bpmn:serviceTask>
  /// </bpmn:adHocSubProcess>
  /// ```
  static let compatAgentToolDocumentation = compat(
    "agent-tool-documentation", .warning,
    from: PlatformVersion(8, 8)
  ) { rule in
    rule.agentTools.filter { tool in
      tool.children(.documentation).allSatisfy { $0.xml.text.isBlank }
    }
    .map { tool in
      rule.finding(
        "the tool \"\(tool.label)\" has no documentation",
        help: "Describe what it does, so that the agent knows when to call it.", on: tool,
        path: "documentation")
    }
  }
}
