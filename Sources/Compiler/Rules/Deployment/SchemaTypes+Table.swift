// The schema's types, from the specification of BPMN 2.0 (reference page bpmn-elements).

extension SchemaTypes {
  static let table: [TypeRow] = [
    TypeRow(
      "baseElement", nil, "id", children: "documentation extensionElements?", isAbstract: true),
    TypeRow(
      "definitions", nil,
      "id name targetNamespace! expressionLanguage typeLanguage exporter exporterVersion",
      children: "documentation extensionElements import extension rootElement relationship"),
    TypeRow("import", nil, "namespace! location! importType!"),
    TypeRow("documentation", nil, "id textFormat", isOpen: true),
    TypeRow("extensionElements", nil, isOpen: true),

    // Flow elements
    TypeRow(
      "flowElement", "baseElement", "name", children: "auditing? monitoring? categoryValueRef",
      isAbstract: true),
    TypeRow("flowNode", "flowElement", children: "incoming outgoing", isAbstract: true),
    TypeRow(
      "activity", "flowNode", "isForCompensation startQuantity completionQuantity default",
      children:
        "ioSpecification? property dataInputAssociation dataOutputAssociation resourceRole loopCharacteristics?",
      isAbstract: true),
    TypeRow("task", "activity"),
    TypeRow("manualTask", "activity"),
    TypeRow("serviceTask", "activity", "implementation operationRef"),
    TypeRow("sendTask", "activity", "implementation messageRef operationRef"),
    TypeRow("receiveTask", "activity", "implementation instantiate messageRef operationRef"),
    TypeRow("userTask", "activity", "implementation", children: "rendering"),
    TypeRow("scriptTask", "activity", "scriptFormat", children: "script?"),
    TypeRow("businessRuleTask", "activity", "implementation"),
    TypeRow("callActivity", "activity", "calledElement"),
    TypeRow(
      "subProcess", "activity", "triggeredByEvent", children: "laneSet flowElement artifact"),
    TypeRow(
      "adHocSubProcess", "subProcess", "cancelRemainingInstances ordering",
      children: "completionCondition?"),
    TypeRow("transaction", "subProcess", "method protocol"),
    TypeRow("event", "flowNode", children: "property", isAbstract: true),
    TypeRow(
      "catchEvent", "event", "parallelMultiple",
      children: "dataOutput dataOutputAssociation outputSet? eventDefinition eventDefinitionRef",
      isAbstract: true),
    TypeRow(
      "throwEvent", "event",
      children: "dataInput dataInputAssociation inputSet? eventDefinition eventDefinitionRef",
      isAbstract: true),
    TypeRow("startEvent", "catchEvent", "isInterrupting"),
    TypeRow("intermediateCatchEvent", "catchEvent"),
    TypeRow("boundaryEvent", "catchEvent", "cancelActivity attachedToRef!"),
    TypeRow("intermediateThrowEvent", "throwEvent"),
    TypeRow("endEvent", "throwEvent"),
    TypeRow("gateway", "flowNode", "gatewayDirection", isAbstract: true),
    TypeRow("exclusiveGateway", "gateway", "default"),
    TypeRow("inclusiveGateway", "gateway", "default"),
    TypeRow("parallelGateway", "gateway"),
    TypeRow("complexGateway", "gateway", "default", children: "activationCondition?"),
    TypeRow("eventBasedGateway", "gateway", "instantiate eventGatewayType"),
    TypeRow(
      "sequenceFlow", "flowElement", "sourceRef! targetRef! isImmediate",
      children: "conditionExpression?"),
    TypeRow(
      "dataObject", "flowElement", "itemSubjectRef isCollection", children: "dataState?"),
    TypeRow(
      "dataObjectReference", "flowElement", "itemSubjectRef dataObjectRef",
      children: "dataState?"),
    TypeRow(
      "dataStoreReference", "flowElement", "itemSubjectRef dataStoreRef", children: "dataState?"),

    // Event definitions
    TypeRow("cancelEventDefinition"),
    TypeRow("terminateEventDefinition"),
    TypeRow("compensateEventDefinition", "baseElement", "waitForCompletion activityRef"),
    TypeRow("conditionalEventDefinition", children: "condition?"),
    TypeRow("errorEventDefinition", "baseElement", "errorRef"),
    TypeRow("escalationEventDefinition", "baseElement", "escalationRef"),
    TypeRow("signalEventDefinition", "baseElement", "signalRef"),
    TypeRow("messageEventDefinition", "baseElement", "messageRef", children: "operationRef?"),
    TypeRow("linkEventDefinition", "baseElement", "name!", children: "source target?"),
    TypeRow("timerEventDefinition", children: "timer?"),

    // Loops
    TypeRow(
      "multiInstanceLoopCharacteristics", "baseElement",
      "isSequential behavior oneBehaviorEventRef noneBehaviorEventRef",
      children:
        "loopCardinality? loopDataInputRef? loopDataOutputRef? inputDataItem? outputDataItem? complexBehaviorDefinition completionCondition?"
    ),
    TypeRow(
      "standardLoopCharacteristics", "baseElement", "testBefore loopMaximum",
      children: "loopCondition?"),

    // Processes, lanes and artifacts
    TypeRow(
      "process", "baseElement",
      "name processType isClosed isExecutable definitionalCollaborationRef",
      children:
        "supportedInterfaceRef ioSpecification? ioBinding auditing? monitoring? property laneSet flowElement artifact resourceRole correlationSubscription supports"
    ),
    TypeRow("laneSet", "baseElement", "name", children: "lane"),
    TypeRow("childLaneSet", "baseElement", "name", children: "lane"),
    TypeRow(
      "lane", "baseElement", "name partitionElementRef",
      children: "partitionElement? flowNodeRef childLaneSet?"),
    TypeRow("textAnnotation", "baseElement", "textFormat", children: "text?"),
    TypeRow("association", "baseElement", "sourceRef! targetRef! associationDirection"),
    TypeRow("group", "baseElement", "categoryValueRef"),

    // What stands beside processes
    TypeRow(
      "collaboration", "baseElement", "name isClosed",
      children:
        "participant messageFlow artifact conversationNode conversationAssociation participantAssociation messageFlowAssociation correlationKey choreographyRef conversationLink"
    ),
    TypeRow(
      "participant", "baseElement", "name processRef",
      children: "interfaceRef endPointRef participantMultiplicity?"),
    TypeRow("participantMultiplicity", "baseElement", "minimum maximum"),
    TypeRow("messageFlow", "baseElement", "name sourceRef! targetRef! messageRef"),
    TypeRow("message", "baseElement", "name itemRef"),
    TypeRow("signal", "baseElement", "name structureRef"),
    TypeRow("error", "baseElement", "name errorCode structureRef"),
    TypeRow("escalation", "baseElement", "name escalationCode structureRef"),
    TypeRow("category", "baseElement", "name", children: "categoryValue"),
    TypeRow("categoryValue", "baseElement", "value"),
    TypeRow("itemDefinition", "baseElement", "structureRef isCollection itemKind"),
    TypeRow(
      "dataStore", "baseElement", "name capacity isUnlimited itemSubjectRef",
      children: "dataState?"),
  ]

  /// Element names that stand for any of several.
  static let groups: [String: [String]] = [
    "flowElement": [
      "task", "manualTask", "serviceTask", "sendTask", "receiveTask", "userTask", "scriptTask",
      "businessRuleTask", "callActivity", "subProcess", "adHocSubProcess", "transaction",
      "startEvent", "intermediateCatchEvent", "boundaryEvent", "intermediateThrowEvent",
      "implicitThrowEvent", "endEvent", "exclusiveGateway", "inclusiveGateway", "parallelGateway",
      "complexGateway", "eventBasedGateway", "sequenceFlow", "dataObject", "dataObjectReference",
      "dataStoreReference", "callChoreography", "choreographyTask", "subChoreography", "event",
    ],
    "artifact": ["textAnnotation", "association", "group"],
    "eventDefinition": eventDefinitions,
    "loopCharacteristics": ["multiInstanceLoopCharacteristics", "standardLoopCharacteristics"],
    "resourceRole": ["resourceRole", "performer", "humanPerformer", "potentialOwner"],
    "conversationNode": ["conversation", "callConversation", "subConversation"],
    "timer": ["timeDate", "timeDuration", "timeCycle"],
    "rootElement": [
      "category", "choreography", "collaboration", "correlationProperty", "dataStore", "endPoint",
      "error", "escalation", "globalBusinessRuleTask", "globalChoreographyTask",
      "globalConversation", "globalManualTask", "globalScriptTask", "globalTask",
      "globalUserTask", "interface", "itemDefinition", "message", "partnerEntity", "partnerRole",
      "process", "resource", "signal",
    ] + eventDefinitions,
  ]

  private static let eventDefinitions = [
    "cancelEventDefinition", "compensateEventDefinition", "conditionalEventDefinition",
    "errorEventDefinition", "escalationEventDefinition", "linkEventDefinition",
    "messageEventDefinition", "signalEventDefinition", "terminateEventDefinition",
    "timerEventDefinition",
  ]

  /// Elements that occur in open types only.
  static let openNames = [
    "assignment", "conversationNode", "correlationKey", "correlationPropertyBinding",
    "correlationPropertyRef", "correlationPropertyRetrievalExpression", "dataInputRefs",
    "dataOutputRefs", "dataPath", "errorRef", "expression", "extensionAttributeDefinition",
    "extensionDefinition", "formalExpression", "from", "inMessageRef", "innerParticipantRef",
    "inputSetRefs", "messageFlowRef", "messagePath", "operation", "optionalInputRefs",
    "optionalOutputRefs", "outMessageRef", "outerParticipantRef", "outputSetRefs",
    "participantRef", "resourceAssignmentExpression", "resourceParameter",
    "resourceParameterBinding", "resourceRef", "sourceRef", "targetRef", "to", "transformation",
    "whileExecutingInputRefs", "whileExecutingOutputRefs",
  ]

  /// The attributes that are no plain text.
  static let values: [String: Value] = [
    "id": .id,
    "isExecutable": .boolean, "isClosed": .boolean, "isInterrupting": .boolean,
    "parallelMultiple": .boolean, "cancelActivity": .boolean, "triggeredByEvent": .boolean,
    "isForCompensation": .boolean, "isSequential": .boolean, "instantiate": .boolean,
    "isCollection": .boolean, "isImmediate": .boolean, "isUnlimited": .boolean,
    "testBefore": .boolean, "cancelRemainingInstances": .boolean, "waitForCompletion": .boolean,
    "startQuantity": .integer, "completionQuantity": .integer, "loopMaximum": .integer,
    "capacity": .integer, "minimum": .integer, "maximum": .integer,
    "messageRef": .reference, "errorRef": .reference, "signalRef": .reference,
    "escalationRef": .reference, "activityRef": .reference, "attachedToRef": .reference,
    "processRef": .reference, "operationRef": .reference, "itemRef": .reference,
    "itemSubjectRef": .reference, "structureRef": .reference, "dataStoreRef": .reference,
    "categoryValueRef": .reference, "partitionElementRef": .reference,
    "definitionalCollaborationRef": .reference, "calledElement": .reference,
    "oneBehaviorEventRef": .reference, "noneBehaviorEventRef": .reference,
    "sourceRef": .reference, "targetRef": .reference,
    "default": .localReference, "dataObjectRef": .localReference,
    "processType": .choice(["None", "Public", "Private"]),
    "gatewayDirection": .choice(["Unspecified", "Converging", "Diverging", "Mixed"]),
    "eventGatewayType": .choice(["Exclusive", "Parallel"]),
    "associationDirection": .choice(["None", "One", "Both"]),
    "behavior": .choice(["None", "One", "All", "Complex"]),
    "ordering": .choice(["Parallel", "Sequential"]),
    "itemKind": .choice(["Information", "Physical"]),
  ]
}
