import BPMN
import JSON

/// # template/placement
///
/// Properties should be bound to places that the element's type supports.
///
/// Some bindings are only supported on certain element types; on others, the diagram cannot be
/// deployed.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "appliesTo": ["bpmn:ManualTask"],
/// "properties": [
///   {"type": "String", "binding": {"type": 1️⃣"zeebe:input", "name": "x"}}
/// ]
/// ```
///
/// Good:
/// ```json
/// "appliesTo": ["bpmn:ServiceTask"],
/// "properties": [
///   {"type": "String", "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
enum PlacementRule {
  private static let jobs = [
    "bpmn:ServiceTask", "bpmn:BusinessRuleTask", "bpmn:ScriptTask", "bpmn:SendTask",
    "bpmn:EndEvent", "bpmn:IntermediateThrowEvent", "bpmn:AdHocSubProcess",
  ]

  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    let exact = template.elementType?.value
    for property in template.properties {
      guard let hosts = hosts(of: property.binding.type) else { continue }
      let types = (exact.map { [$0] } ?? template.appliesTo).filter {
        !isPossible($0, isExact: exact != nil, hosts)
      }
      guard let type = types.first else { continue }
      report.add(
        "\(property.binding.type.rawValue) is not supported on '\(type)'",
        help: "Supported on: \(hosts.listed).",
        at: property.json["binding"]?["type"] ?? property.json)
    }
  }

  /// The types that support a binding; nil if all do, or if the schema checks it.
  private static func hosts(of place: BindingType) -> [String]? {
    switch place {
    case .input: jobs + ["bpmn:CallActivity", "bpmn:SubProcess", "bpmn:UserTask"]
    case .output:
      jobs + [
        "bpmn:CallActivity", "bpmn:Event", "bpmn:ReceiveTask", "bpmn:SubProcess", "bpmn:UserTask",
      ]
    case .taskHeader: jobs + ["bpmn:UserTask"]
    case .taskDefinition, .taskDefinitionType: jobs
    case .linkedResource: ["bpmn:ServiceTask"]
    case .executionListener:
      [
        "bpmn:Event", "bpmn:Activity", "bpmn:Process", "bpmn:ExclusiveGateway",
        "bpmn:InclusiveGateway", "bpmn:ParallelGateway", "bpmn:EventBasedGateway",
      ]
    default: nil
    }
  }

  /// Whether elements of a type support a binding. For an abstract type, one of its subtypes
  /// suffices; unknown types are not checked.
  private static func isPossible(_ name: String, isExact: Bool, _ hosts: [String]) -> Bool {
    let types =
      isExact ? ElementType(qualifiedName: name).map { [$0] } ?? [] : ElementType.kinds(of: name)
    return types.isEmpty || types.contains { type in hosts.contains(where: type.isKind) }
  }
}
