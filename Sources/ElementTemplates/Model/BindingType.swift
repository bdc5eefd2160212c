import JSON

/// The binding types of template properties, with their names in templates.
///
/// Source: zeebe element template schema 0.46.0.
public enum BindingType: String, Sendable, CaseIterable {
  case property
  case taskDefinition = "zeebe:taskDefinition"
  /// The older form of `zeebe:taskDefinition` with the property `type`.
  case taskDefinitionType = "zeebe:taskDefinition:type"
  case input = "zeebe:input"
  case output = "zeebe:output"
  case taskHeader = "zeebe:taskHeader"
  case zeebeProperty = "zeebe:property"
  case message = "bpmn:Message#property"
  case messageSubscription = "bpmn:Message#zeebe:subscription#property"
  case signal = "bpmn:Signal#property"
  case timer = "bpmn:TimerEventDefinition#property"
  case condition = "bpmn:ConditionalEventDefinition#property"
  case conditionalFilter = "bpmn:ConditionalEventDefinition#zeebe:conditionalFilter#property"
  case calledElement = "zeebe:calledElement"
  case linkedResource = "zeebe:linkedResource"
  case userTask = "zeebe:userTask"
  case formDefinition = "zeebe:formDefinition"
  case assignmentDefinition = "zeebe:assignmentDefinition"
  case priorityDefinition = "zeebe:priorityDefinition"
  case taskSchedule = "zeebe:taskSchedule"
  case calledDecision = "zeebe:calledDecision"
  case script = "zeebe:script"
  case jobPriorityDefinition = "zeebe:jobPriorityDefinition"
  case adHoc = "zeebe:adHoc"
  case agentDefinition = "zeebe:agentDefinition"
  case executionListener = "zeebe:executionListener"
  case taskListener = "zeebe:taskListener"

  /// The key for the bound part, and its allowed values; nil for any value.
  var part: (key: String, words: [String]?)? {
    switch self {
    case .property, .input, .zeebeProperty, .message, .messageSubscription: ("name", nil)
    case .taskDefinition: ("property", ["type", "retries"])
    case .taskDefinitionType, .userTask: nil
    case .output: ("source", nil)
    case .taskHeader: ("key", nil)
    case .signal: ("name", ["name"])
    case .timer: ("name", ["timeDate", "timeCycle", "timeDuration"])
    case .condition: ("name", ["condition"])
    case .conditionalFilter: ("name", ["variableEvents"])
    case .calledElement:
      (
        "property",
        [
          "processId", "bindingType", "versionTag", "propagateAllParentVariables",
          "propagateAllChildVariables", "businessId",
        ]
      )
    case .linkedResource:
      ("property", ["resourceId", "resourceType", "bindingType", "versionTag"])
    case .formDefinition:
      ("property", ["formId", "externalReference", "bindingType", "versionTag"])
    case .assignmentDefinition: ("property", ["assignee", "candidateUsers", "candidateGroups"])
    case .priorityDefinition, .jobPriorityDefinition: ("property", ["priority"])
    case .taskSchedule: ("property", ["dueDate", "followUpDate"])
    case .calledDecision:
      ("property", ["decisionId", "resultVariable", "bindingType", "versionTag"])
    case .script: ("property", ["expression", "resultVariable"])
    case .adHoc:
      ("property", ["activeElementsCollection", "outputCollection", "outputElement"])
    case .agentDefinition: ("property", ["agentType"])
    case .executionListener: ("eventType", ["start", "end"])
    case .taskListener:
      ("eventType", ["creating", "assigning", "updating", "completing", "canceling"])
    }
  }
}
