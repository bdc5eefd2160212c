import BPMN
import Linting
import XML

extension LintRule {
  /// # camunda-compat/no-execution-listener-headers
  ///
  /// Headers of an execution listener require Camunda 8.10.
  ///
  /// Older engines do not pass them to the job worker. Encode the values in the job type, or use
  /// variables.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.9">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:serviceTask id="send" name="Send">
  ///       <bpmn:extensionElements>
  ///         <zeebe:executionListeners>
  ///           <zeebe:executionListener eventType="start" type="prepare">
  ///             1️⃣<zeebe:taskHeaders><zeebe:header key="level" value="1" /></zeebe:taskHeaders>
  ///           </zeebe:executionListener>
  ///         </zeebe:executionListeners>
  ///       </bpmn:extensionElements>
  ///     </bpmn:serviceTask>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.9">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:serviceTask id="send" name="Send">
  ///       <bpmn:extensionElements>
  ///         <zeebe:executionListeners>
  ///           <zeebe:executionListener eventType="start" type="prepare-level-1" />
  ///         </zeebe:executionListeners>
  ///       </bpmn:extensionElements>
  ///     </bpmn:serviceTask>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoExecutionListenerHeaders = only(
    from: PlatformVersion(8, 10), "no-execution-listener-headers",
    through: PlatformVersion(8, 9),
    "has a listener with headers"
  ) { rule in
    rule.listeners("executionListener").compactMap { listener in
      listener.xml.children.first { $0.name.isZeebe("taskHeaders") }.map {
        CompatPlace(owner: listener.owner, location: $0.location, path: listener.path + ".headers")
      }
    }
  }
}
