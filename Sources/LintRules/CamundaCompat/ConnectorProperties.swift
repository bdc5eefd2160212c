import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/connector-properties
  ///
  /// An inbound connector should only have properties that the platform version reads.
  ///
  /// Before Camunda 8.6, the affected connectors ignore `messageTtl`, `consumeUnmatchedEvents` and
  /// `deduplicationModeManualFlag`.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:startEvent id="start" name="Order received">
  ///       <bpmn:extensionElements>
  ///         <zeebe:properties>
  ///           <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
  ///           <zeebe:property 1️⃣name="messageTtl" value="PT1H" />
  ///         </zeebe:properties>
  ///       </bpmn:extensionElements>
  ///     </bpmn:startEvent>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:startEvent id="start" name="Order received">
  ///       <bpmn:extensionElements>
  ///         <zeebe:properties>
  ///           <zeebe:property name="inbound.type" value="io.camunda:webhook:1" />
  ///         </zeebe:properties>
  ///       </bpmn:extensionElements>
  ///     </bpmn:startEvent>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatConnectorProperties = compat(
    "connector-properties", .warning,
    from: PlatformVersion(8, 0)
  ) { rule in
    guard rule.isBelow(8, 6) else { return [] }
    return rule.extensions("properties").flatMap { list -> [Diagnostic] in
      guard list.owner.type.isFlowElement || list.owner.type.isFlowElementsContainer else {
        return []
      }
      let properties = list.children("property", in: "properties")
      guard let type = properties.first(where: { $0["name"] == "inbound.type" })?["value"] else {
        return []
      }
      return newProperties.compactMap { name, connectors in
        guard connectors.contains(type),
          let place = properties.first(where: { $0["name"] == name })?.attribute("name")
        else { return nil }
        return rule.finding(
          "the connector of \"\(place.owner.label)\" reads the property '\(name)' only from Camunda "
            + "8.6 on",
          help: "Remove it, or target Camunda 8.6 or later.", on: place.owner,
          at: place.location, path: place.path)
      }
    }
  }

  /// Properties introduced in 8.6, and the connectors that have them.
  private static let newProperties: [(name: String, connectors: Set<String>)] = [
    ("messageTtl", polling.union(webhooks)),
    ("consumeUnmatchedEvents", polling.union(webhooks)),
    ("deduplicationModeManualFlag", polling),
  ]

  private static let polling: Set = [
    "io.camunda:connector-rabbitmq-inbound:1", "io.camunda:http-polling:1",
    "io.camunda:connector-kafka-inbound:1", "io.camunda:aws-sqs-inbound:1",
  ]

  private static let webhooks: Set = [
    "io.camunda:webhook:1", "io.camunda:slack-webhook:1", "io.camunda:aws-sns-webhook:1",
  ]
}
