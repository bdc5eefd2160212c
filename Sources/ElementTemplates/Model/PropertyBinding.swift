/// Where a template property's value is in an element.
public enum PropertyBinding: Hashable, Sendable {
  /// An attribute or child of the BPMN element itself.
  case property(name: String)
  /// `type` or `retries` of `zeebe:taskDefinition`.
  case taskDefinition(property: String)
  /// The older form of `taskDefinition(property: "type")`.
  case taskDefinitionType
  /// The source of the `zeebe:input` with this target.
  case input(name: String)
  /// The target of the `zeebe:output` with this source.
  case output(source: String)
  case taskHeader(key: String)
  case zeebeProperty(name: String)
  /// An attribute of the message that the element refers to.
  case message(name: String)
  /// An attribute of that message's `zeebe:subscription`, normally `correlationKey`.
  case messageSubscription(name: String)
  case signal(name: String)
  /// `timeDate`, `timeCycle` or `timeDuration` of the first timer definition.
  case timer(name: String)
  case condition(name: String)
  case conditionalFilter(name: String)
  case calledElement(property: String)
  case linkedResource(linkName: String, property: String)
  /// The presence of `zeebe:userTask`.
  case userTask
  case formDefinition(property: String)
  case assignmentDefinition(property: String)
  case priorityDefinition(property: String)
  case taskSchedule(property: String)
  case calledDecision(property: String)
  case script(property: String)
  case jobPriorityDefinition(property: String)
  case adHoc(property: String)
  case agentDefinition(property: String)
  /// The job type of a listener.
  case executionListener(Listener)
  case taskListener(Listener)

  /// A template's settings for a listener other than its job type.
  public struct Listener: Hashable, Sendable {
    /// The event of the listener.
    public var eventType: String
    /// The number of retries of its job.
    public var retries: String?
    /// The headers of its job.
    public var headers: [Header] = []

    /// A header of a listener's job.
    public struct Header: Hashable, Sendable {
      /// The name of the header.
      public var key: String
      /// The value of the header.
      public var value: String
    }
  }

  /// The type with which the template names it.
  public var type: BindingType {
    switch self {
    case .property: .property
    case .taskDefinition: .taskDefinition
    case .taskDefinitionType: .taskDefinitionType
    case .input: .input
    case .output: .output
    case .taskHeader: .taskHeader
    case .zeebeProperty: .zeebeProperty
    case .message: .message
    case .messageSubscription: .messageSubscription
    case .signal: .signal
    case .timer: .timer
    case .condition: .condition
    case .conditionalFilter: .conditionalFilter
    case .calledElement: .calledElement
    case .linkedResource: .linkedResource
    case .userTask: .userTask
    case .formDefinition: .formDefinition
    case .assignmentDefinition: .assignmentDefinition
    case .priorityDefinition: .priorityDefinition
    case .taskSchedule: .taskSchedule
    case .calledDecision: .calledDecision
    case .script: .script
    case .jobPriorityDefinition: .jobPriorityDefinition
    case .adHoc: .adHoc
    case .agentDefinition: .agentDefinition
    case .executionListener: .executionListener
    case .taskListener: .taskListener
    }
  }
}
