// The types of BPMN 2.0's Semantic.xsd and BPMN20.xsd.

extension Schema {
  /// Each type follows its base.
  static let semanticRows: [SchemaRow] =
    [
      SchemaRow(
        "tDefinitions", nil,
        "id:ID name targetNamespace:anyURI! expressionLanguage:anyURI typeLanguage:anyURI exporter exporterVersion",
        children: "import* extension* rootElement* bpmndi:BPMNDiagram* relationship*",
        isOpen: true),
      SchemaRow("tImport", nil, "namespace:anyURI! location! importType:anyURI!", content: .empty),
      SchemaRow(
        "tExtension", nil, "definition:QName mustUnderstand:boolean", children: "documentation*"),
      SchemaRow("tDocumentation", nil, "id:ID textFormat", content: .anything),
      SchemaRow("tExtensionElements", nil, content: .extensions),
      SchemaRow("tScript", nil, content: .anything),
      SchemaRow("tText", nil, content: .anything),
      SchemaRow(
        "tBaseElement", nil, "id:ID", children: "documentation* extensionElements?",
        isAbstract: true, isOpen: true),
      SchemaRow(
        "tBaseElementWithMixedContent", nil, "id:ID",
        children: "documentation* extensionElements?", content: .mixed, isAbstract: true,
        isOpen: true),
      SchemaRow("tExpression", "tBaseElementWithMixedContent", content: .mixed),
      SchemaRow(
        "tFormalExpression", "tExpression", "language:anyURI evaluatesToTypeRef:QName",
        content: .mixed),
      SchemaRow(
        "tRelationship", "tBaseElement", "type! direction:RelationshipDirection",
        children: "source:QName+ target:QName+"),
      SchemaRow("tRootElement", isAbstract: true),
      SchemaRow("tArtifact", isAbstract: true),
      SchemaRow("tEventDefinition", "tRootElement", isAbstract: true),
      SchemaRow("tLoopCharacteristics", isAbstract: true),
      SchemaRow("tAuditing"), SchemaRow("tMonitoring"), SchemaRow("tRendering"),
    ] + flowRows + eventDefinitionRows + loopRows + dataRows + processRows + collaborationRows
    + choreographyRows + rootRows

  private static let flowRows = [
    SchemaRow(
      "tFlowElement", "tBaseElement", "name",
      children: "auditing? monitoring? categoryValueRef:QName*", isAbstract: true),
    SchemaRow(
      "tFlowNode", "tFlowElement", children: "incoming:QName* outgoing:QName*", isAbstract: true),
    SchemaRow(
      "tSequenceFlow", "tFlowElement", "sourceRef:IDREF! targetRef:IDREF! isImmediate:boolean",
      children: "conditionExpression:tExpression?"),
    SchemaRow(
      "tActivity", "tFlowNode",
      "isForCompensation:boolean startQuantity:integer completionQuantity:integer default:IDREF",
      children:
        "ioSpecification? property* dataInputAssociation* dataOutputAssociation* resourceRole* loopCharacteristics?",
      isAbstract: true),
    SchemaRow("tTask", "tActivity"),
    SchemaRow("tManualTask", "tTask"),
    SchemaRow("tServiceTask", "tTask", "implementation:Implementation operationRef:QName"),
    SchemaRow(
      "tSendTask", "tTask", "implementation:Implementation messageRef:QName operationRef:QName"),
    SchemaRow(
      "tReceiveTask", "tTask",
      "implementation:Implementation instantiate:boolean messageRef:QName operationRef:QName"),
    SchemaRow("tUserTask", "tTask", "implementation:Implementation", children: "rendering*"),
    SchemaRow("tScriptTask", "tTask", "scriptFormat", children: "script?"),
    SchemaRow("tBusinessRuleTask", "tTask", "implementation:Implementation"),
    SchemaRow("tCallActivity", "tActivity", "calledElement:QName"),
    SchemaRow(
      "tSubProcess", "tActivity", "triggeredByEvent:boolean",
      children: "laneSet* flowElement* artifact*"),
    SchemaRow(
      "tAdHocSubProcess", "tSubProcess", "cancelRemainingInstances:boolean ordering:AdHocOrdering",
      children: "completionCondition:tExpression?"),
    SchemaRow("tTransaction", "tSubProcess", "method:TransactionMethod"),
    SchemaRow("tEvent", "tFlowNode", children: "property*", isAbstract: true),
    SchemaRow(
      "tCatchEvent", "tEvent", "parallelMultiple:boolean",
      children:
        "dataOutput* dataOutputAssociation* outputSet? eventDefinition* eventDefinitionRef:QName*",
      isAbstract: true),
    SchemaRow(
      "tThrowEvent", "tEvent",
      children:
        "dataInput* dataInputAssociation* inputSet? eventDefinition* eventDefinitionRef:QName*",
      isAbstract: true),
    SchemaRow("tStartEvent", "tCatchEvent", "isInterrupting:boolean"),
    SchemaRow("tIntermediateCatchEvent", "tCatchEvent"),
    SchemaRow("tBoundaryEvent", "tCatchEvent", "cancelActivity:boolean attachedToRef:QName!"),
    SchemaRow("tIntermediateThrowEvent", "tThrowEvent"),
    SchemaRow("tImplicitThrowEvent", "tThrowEvent"),
    SchemaRow("tEndEvent", "tThrowEvent"),
    SchemaRow("tGateway", "tFlowNode", "gatewayDirection:GatewayDirection"),
    SchemaRow("tExclusiveGateway", "tGateway", "default:IDREF"),
    SchemaRow("tInclusiveGateway", "tGateway", "default:IDREF"),
    SchemaRow("tParallelGateway", "tGateway"),
    SchemaRow(
      "tComplexGateway", "tGateway", "default:IDREF",
      children: "activationCondition:tExpression?"),
    SchemaRow(
      "tEventBasedGateway", "tGateway",
      "instantiate:boolean eventGatewayType:EventBasedGatewayType"),
  ]

  private static let eventDefinitionRows = [
    SchemaRow("tCancelEventDefinition", "tEventDefinition"),
    SchemaRow("tTerminateEventDefinition", "tEventDefinition"),
    SchemaRow(
      "tCompensateEventDefinition", "tEventDefinition",
      "waitForCompletion:boolean activityRef:QName"),
    SchemaRow("tConditionalEventDefinition", "tEventDefinition", children: "condition:tExpression"),
    SchemaRow("tErrorEventDefinition", "tEventDefinition", "errorRef:QName"),
    SchemaRow("tEscalationEventDefinition", "tEventDefinition", "escalationRef:QName"),
    SchemaRow("tSignalEventDefinition", "tEventDefinition", "signalRef:QName"),
    SchemaRow(
      "tMessageEventDefinition", "tEventDefinition", "messageRef:QName",
      children: "operationRef:QName?"),
    SchemaRow(
      "tLinkEventDefinition", "tEventDefinition", "name!",
      children: "source:QName* target:QName?"),
    SchemaRow(
      "tTimerEventDefinition", "tEventDefinition",
      children: "timeDate:tExpression|timeDuration:tExpression|timeCycle:tExpression?"),
  ]

  private static let loopRows = [
    SchemaRow(
      "tMultiInstanceLoopCharacteristics", "tLoopCharacteristics",
      "isSequential:boolean behavior:MultiInstanceFlowCondition oneBehaviorEventRef:QName noneBehaviorEventRef:QName",
      children: """
        loopCardinality:tExpression? loopDataInputRef:QName? loopDataOutputRef:QName? \
        inputDataItem:tDataInput? outputDataItem:tDataOutput? complexBehaviorDefinition* \
        completionCondition:tExpression?
        """),
    SchemaRow(
      "tStandardLoopCharacteristics", "tLoopCharacteristics",
      "testBefore:boolean loopMaximum:integer", children: "loopCondition:tExpression?"),
    SchemaRow(
      "tComplexBehaviorDefinition",
      children: "condition:tFormalExpression event:tImplicitThrowEvent?"),
  ]

  private static let dataRows = [
    SchemaRow("tDataState", "tBaseElement", "name"),
    SchemaRow(
      "tDataObject", "tFlowElement", "itemSubjectRef:QName isCollection:boolean",
      children: "dataState?"),
    SchemaRow(
      "tDataObjectReference", "tFlowElement", "itemSubjectRef:QName dataObjectRef:IDREF",
      children: "dataState?"),
    SchemaRow(
      "tDataStoreReference", "tFlowElement", "itemSubjectRef:QName dataStoreRef:QName",
      children: "dataState?"),
    SchemaRow(
      "tDataStore", "tRootElement",
      "name capacity:integer isUnlimited:boolean itemSubjectRef:QName", children: "dataState?"),
    SchemaRow(
      "tProperty", "tBaseElement", "name itemSubjectRef:QName", children: "dataState?"),
    SchemaRow(
      "tDataInput", "tBaseElement", "name itemSubjectRef:QName isCollection:boolean",
      children: "dataState?"),
    SchemaRow(
      "tDataOutput", "tBaseElement", "name itemSubjectRef:QName isCollection:boolean",
      children: "dataState?"),
    SchemaRow(
      "tInputSet", "tBaseElement", "name",
      children: """
        dataInputRefs:IDREF* optionalInputRefs:IDREF* whileExecutingInputRefs:IDREF* \
        outputSetRefs:IDREF*
        """),
    SchemaRow(
      "tOutputSet", "tBaseElement", "name",
      children: """
        dataOutputRefs:IDREF* optionalOutputRefs:IDREF* whileExecutingOutputRefs:IDREF* \
        inputSetRefs:IDREF*
        """),
    SchemaRow(
      "tInputOutputSpecification", children: "dataInput* dataOutput* inputSet+ outputSet+"),
    SchemaRow(
      "tInputOutputBinding", "tBaseElement",
      "operationRef:QName! inputDataRef:IDREF! outputDataRef:IDREF!"),
    SchemaRow(
      "tDataAssociation",
      children: "sourceRef:IDREF* targetRef:IDREF transformation:tFormalExpression? assignment*"),
    SchemaRow("tDataInputAssociation", "tDataAssociation"),
    SchemaRow("tDataOutputAssociation", "tDataAssociation"),
    SchemaRow("tAssignment", children: "from:tExpression to:tExpression"),
  ]

  private static let processRows = [
    SchemaRow(
      "tCallableElement", "tRootElement", "name",
      children: "supportedInterfaceRef:QName* ioSpecification? ioBinding*"),
    SchemaRow(
      "tProcess", "tCallableElement",
      "processType:ProcessType isClosed:boolean isExecutable:boolean definitionalCollaborationRef:QName",
      children: """
        auditing? monitoring? property* laneSet* flowElement* artifact* resourceRole* \
        correlationSubscription* supports:QName*
        """),
    SchemaRow("tLaneSet", "tBaseElement", "name", children: "lane*"),
    SchemaRow(
      "tLane", "tBaseElement", "name partitionElementRef:QName",
      children: "partitionElement:tBaseElement? flowNodeRef:IDREF* childLaneSet:tLaneSet?"),
    SchemaRow("tTextAnnotation", "tArtifact", "textFormat", children: "text?"),
    SchemaRow(
      "tAssociation", "tArtifact",
      "sourceRef:QName! targetRef:QName! associationDirection:AssociationDirection"),
    SchemaRow("tGroup", "tArtifact", "categoryValueRef:QName"),
    SchemaRow(
      "tResourceRole", "tBaseElement", "name",
      children: "resourceRef:QName|resourceAssignmentExpression? ^resourceParameterBinding*"),
    SchemaRow("tPerformer", "tResourceRole"),
    SchemaRow("tHumanPerformer", "tPerformer"),
    SchemaRow("tPotentialOwner", "tHumanPerformer"),
    SchemaRow(
      "tResourceParameterBinding", "tBaseElement", "parameterRef:QName!", children: "expression"),
    SchemaRow("tResourceAssignmentExpression", children: "expression"),
    SchemaRow("tGlobalTask", "tCallableElement", children: "resourceRole*"),
    SchemaRow("tGlobalManualTask", "tGlobalTask"),
    SchemaRow(
      "tGlobalUserTask", "tGlobalTask", "implementation:Implementation", children: "rendering*"),
    SchemaRow("tGlobalScriptTask", "tGlobalTask", "scriptLanguage:anyURI", children: "script?"),
    SchemaRow("tGlobalBusinessRuleTask", "tGlobalTask", "implementation:Implementation"),
  ]

  private static let collaborationRows = [
    SchemaRow(
      "tCollaboration", "tRootElement", "name isClosed:boolean",
      children: """
        participant* messageFlow* artifact* conversationNode* conversationAssociation* \
        participantAssociation* messageFlowAssociation* correlationKey* choreographyRef:QName* \
        conversationLink*
        """),
    SchemaRow("tGlobalConversation", "tCollaboration"),
    SchemaRow(
      "tParticipant", "tBaseElement", "name processRef:QName",
      children: "interfaceRef:QName* endPointRef:QName* participantMultiplicity?"),
    SchemaRow("tParticipantMultiplicity", "tBaseElement", "minimum:int maximum:int"),
    SchemaRow(
      "tParticipantAssociation",
      children: "innerParticipantRef:QName outerParticipantRef:QName"),
    SchemaRow(
      "tMessageFlow", "tBaseElement", "name sourceRef:QName! targetRef:QName! messageRef:QName"),
    SchemaRow(
      "tMessageFlowAssociation", "tBaseElement",
      "innerMessageFlowRef:QName! outerMessageFlowRef:QName!"),
    SchemaRow(
      "tConversationNode", "tBaseElement", "name",
      children: "participantRef:QName* messageFlowRef:QName* correlationKey*", isAbstract: true),
    SchemaRow("tConversation", "tConversationNode"),
    SchemaRow("tSubConversation", "tConversationNode", children: "conversationNode*"),
    SchemaRow(
      "tCallConversation", "tConversationNode", "calledCollaborationRef:QName",
      children: "participantAssociation*"),
    SchemaRow(
      "tConversationAssociation", "tBaseElement",
      "innerConversationNodeRef:QName! outerConversationNodeRef:QName!"),
    SchemaRow(
      "tConversationLink", "tBaseElement", "name sourceRef:QName! targetRef:QName!"),
    SchemaRow(
      "tCorrelationKey", "tBaseElement", "name", children: "correlationPropertyRef:QName*"),
    SchemaRow(
      "tCorrelationSubscription", "tBaseElement", "correlationKeyRef:QName!",
      children: "correlationPropertyBinding*"),
    SchemaRow(
      "tCorrelationPropertyBinding", "tBaseElement", "correlationPropertyRef:QName!",
      children: "dataPath:tFormalExpression"),
  ]

  private static let choreographyRows = [
    SchemaRow("tChoreography", "tCollaboration", children: "flowElement*"),
    SchemaRow("tGlobalChoreographyTask", "tChoreography", "initiatingParticipantRef:QName"),
    SchemaRow(
      "tChoreographyActivity", "tFlowNode",
      "initiatingParticipantRef:QName! loopType:ChoreographyLoopType",
      children: "participantRef:QName++ correlationKey*", isAbstract: true),
    SchemaRow("tChoreographyTask", "tChoreographyActivity", children: "messageFlowRef:QName+2"),
    SchemaRow(
      "tCallChoreography", "tChoreographyActivity", "calledChoreographyRef:QName",
      children: "participantAssociation*"),
    SchemaRow("tSubChoreography", "tChoreographyActivity", children: "flowElement* artifact*"),
  ]

  private static let rootRows = [
    SchemaRow("tMessage", "tRootElement", "name itemRef:QName"),
    SchemaRow("tSignal", "tRootElement", "name structureRef:QName"),
    SchemaRow("tError", "tRootElement", "name errorCode structureRef:QName"),
    SchemaRow("tEscalation", "tRootElement", "name escalationCode structureRef:QName"),
    SchemaRow("tEndPoint", "tRootElement"),
    SchemaRow("tCategory", "tRootElement", "name", children: "categoryValue*"),
    SchemaRow("tCategoryValue", "tBaseElement", "value"),
    SchemaRow(
      "tItemDefinition", "tRootElement",
      "structureRef:QName isCollection:boolean itemKind:ItemKind"),
    SchemaRow(
      "tInterface", "tRootElement", "name! implementationRef:QName", children: "operation+"),
    SchemaRow(
      "tOperation", "tBaseElement", "name! implementationRef:QName",
      children: "inMessageRef:QName outMessageRef:QName? errorRef:QName*"),
    SchemaRow("tResource", "tRootElement", "name!", children: "resourceParameter*"),
    SchemaRow("tResourceParameter", "tBaseElement", "name type:QName isRequired:boolean"),
    SchemaRow("tPartnerEntity", "tRootElement", "name", children: "participantRef:QName*"),
    SchemaRow("tPartnerRole", "tRootElement", "name", children: "participantRef:QName*"),
    SchemaRow(
      "tCorrelationProperty", "tRootElement", "name type:QName",
      children: "correlationPropertyRetrievalExpression+"),
    SchemaRow(
      "tCorrelationPropertyRetrievalExpression", "tBaseElement", "messageRef:QName!",
      children: "messagePath:tFormalExpression"),
  ]
}
