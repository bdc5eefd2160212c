/// The element types of BPMN 2.0, with their XML names.
///
/// Source: the BPMN 2.0 schema. Children named by their role (`conditionExpression`) come last,
/// with their actual type.
public enum ElementType: String, Sendable, CaseIterable {
  // Definitions and root elements
  case definitions, `import`, `extension`, relationship, process, collaboration, choreography,
    globalChoreographyTask, globalConversation, message, signal, error, escalation,
    itemDefinition, dataStore, interface, operation, endPoint, partnerEntity, partnerRole,
    correlationProperty, correlationPropertyRetrievalExpression, resource, resourceParameter,
    category, categoryValue, globalTask, globalManualTask, globalUserTask, globalScriptTask,
    globalBusinessRuleTask

  // Activities
  case task, serviceTask, sendTask, receiveTask, userTask, manualTask, scriptTask,
    businessRuleTask, callActivity, subProcess, adHocSubProcess, transaction

  // Events
  case startEvent, intermediateCatchEvent, intermediateThrowEvent, boundaryEvent, endEvent,
    implicitThrowEvent

  // Event definitions
  case messageEventDefinition, timerEventDefinition, errorEventDefinition, signalEventDefinition,
    escalationEventDefinition, compensateEventDefinition, conditionalEventDefinition,
    linkEventDefinition, terminateEventDefinition, cancelEventDefinition

  // Gateways and flows
  case exclusiveGateway, parallelGateway, inclusiveGateway, eventBasedGateway, complexGateway,
    sequenceFlow

  // Choreographies
  case callChoreography, subChoreography, choreographyTask

  // Other elements with a type of their own
  case auditing, monitoring, performer, laneSet, lane, rendering, humanPerformer, potentialOwner,
    extensionDefinition, extensionAttributeDefinition, extensionElements, documentation,
    dataState, itemAwareElement, dataAssociation, dataInput, dataOutput, inputSet, outputSet,
    property, dataInputAssociation, dataOutputAssociation, inputOutputSpecification, dataObject,
    inputOutputBinding, assignment, dataStoreReference, dataObjectReference, conversationLink,
    conversationAssociation, callConversation, conversation, subConversation, correlationKey,
    expression, formalExpression, correlationPropertyBinding, correlationSubscription,
    messageFlow, messageFlowAssociation, participant, participantAssociation,
    participantMultiplicity, textAnnotation, group, association,
    multiInstanceLoopCharacteristics, standardLoopCharacteristics, complexBehaviorDefinition,
    resourceRole, resourceParameterBinding, resourceAssignmentExpression

  // Roles
  case conditionExpression, timeDate, timeCycle, timeDuration, loopCardinality,
    completionCondition, condition, activationCondition, loopCondition, transformation, from, to,
    messagePath, dataPath, ioSpecification, ioBinding, childLaneSet, partitionElement,
    inputDataItem, outputDataItem

  /// The qualified name, as used in the metamodel and in templates: `bpmn:ServiceTask`.
  public var qualifiedName: String {
    let name = typeOfRole?.rawValue ?? rawValue
    return "bpmn:" + name.prefix(1).uppercased() + name.dropFirst()
  }

  /// The number of types.
  static let count = allCases.count

  /// The index among all types.
  var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

  /// Hashes the index: hashing the raw value would be much slower.
  public func hash(into hasher: inout Hasher) { hasher.combine(ordinal) }

  /// The type with a qualified name, such as `bpmn:ServiceTask`.
  public init?(qualifiedName: String) {
    guard let type = Self.byQualifiedName[qualifiedName] else { return nil }
    self = type
  }

  /// Types come before roles.
  private static let byQualifiedName = Dictionary(
    allCases.map { ($0.qualifiedName, $0) }, uniquingKeysWith: { type, _ in type })

  /// The actual type of a child named by its role.
  private var typeOfRole: ElementType? {
    switch self {
    case .conditionExpression, .timeDate, .timeCycle, .timeDuration, .loopCardinality,
      .completionCondition, .condition, .activationCondition, .loopCondition, .transformation,
      .from, .to, .messagePath, .dataPath:
      .formalExpression
    case .ioSpecification: .inputOutputSpecification
    case .ioBinding: .inputOutputBinding
    case .childLaneSet: .laneSet
    case .inputDataItem: .dataInput
    case .outputDataItem: .dataOutput
    default: nil
    }
  }

  /// Whether it is a task of any kind.
  public var isTask: Bool {
    switch self {
    case .task, .serviceTask, .sendTask, .receiveTask, .userTask, .manualTask, .scriptTask,
      .businessRuleTask:
      true
    default: false
    }
  }

  /// Whether it is an embedded, event or ad-hoc sub-process, or a transaction.
  public var isSubProcess: Bool {
    self == .subProcess || self == .adHocSubProcess || self == .transaction
  }

  /// Whether it is a task, a sub-process or a call activity.
  public var isActivity: Bool { isTask || isSubProcess || self == .callActivity }

  /// Whether it is an event of any kind.
  public var isEvent: Bool {
    switch self {
    case .startEvent, .intermediateCatchEvent, .intermediateThrowEvent, .boundaryEvent, .endEvent,
      .implicitThrowEvent:
      true
    default: false
    }
  }

  /// Whether it is a gateway of any kind.
  public var isGateway: Bool {
    switch self {
    case .exclusiveGateway, .parallelGateway, .inclusiveGateway, .eventBasedGateway,
      .complexGateway:
      true
    default: false
    }
  }

  /// Whether it can be the source or target of a sequence flow.
  public var isFlowNode: Bool {
    isActivity || isEvent || isGateway || self == .callChoreography || self == .subChoreography
      || self == .choreographyTask
  }

  /// Whether it is a flow node, a sequence flow or data in a process.
  public var isFlowElement: Bool {
    isFlowNode || self == .sequenceFlow || self == .dataObject || self == .dataObjectReference
      || self == .dataStoreReference
  }

  /// Whether it is an event definition.
  public var isEventDefinition: Bool {
    switch self {
    case .messageEventDefinition, .timerEventDefinition, .errorEventDefinition,
      .signalEventDefinition, .escalationEventDefinition, .compensateEventDefinition,
      .conditionalEventDefinition, .linkEventDefinition, .terminateEventDefinition,
      .cancelEventDefinition:
      true
    default: false
    }
  }

  /// Whether it holds flow elements: a process, a sub-process or a choreography.
  public var isFlowElementsContainer: Bool {
    self == .process || isSubProcess || self == .choreography || self == .subChoreography
      || self == .globalChoreographyTask
  }

  /// Whether it is a text annotation, a group or an association.
  public var isArtifact: Bool { self == .textAnnotation || self == .group || self == .association }
}
