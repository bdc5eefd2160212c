// The types of BPMNDI.xsd, DI.xsd and DC.xsd, and the enumerations of all schemas.

extension Schema {
  static let diagramRows = [
    SchemaRow(
      "DiagramElement", nil, "id:ID", children: "extension:Extension?", isAbstract: true,
      isOpen: true),
    SchemaRow("Extension", nil, content: .extensions),
    SchemaRow("Diagram", nil, "name documentation resolution:double id:ID", isAbstract: true),
    SchemaRow("Style", nil, "id:ID", isAbstract: true),
    SchemaRow("Node", "DiagramElement", isAbstract: true),
    SchemaRow("Edge", "DiagramElement", children: "waypoint:Point++", isAbstract: true),
    SchemaRow("LabeledEdge", "Edge", isAbstract: true),
    SchemaRow("Shape", "Node", children: "dc:Bounds", isAbstract: true),
    SchemaRow("LabeledShape", "Shape", isAbstract: true),
    SchemaRow("Label", "Node", children: "dc:Bounds?", isAbstract: true),
    SchemaRow("Plane", "Node", children: "DiagramElement*", isAbstract: true),
  ]

  static let drawingRows = [
    SchemaRow("BPMNDiagram", "Diagram", children: "BPMNPlane BPMNLabelStyle*"),
    SchemaRow("BPMNPlane", "Plane", "bpmnElement:QName"),
    SchemaRow(
      "BPMNShape", "LabeledShape",
      """
      bpmnElement:QName isHorizontal:boolean isExpanded:boolean isMarkerVisible:boolean \
      isMessageVisible:boolean participantBandKind:ParticipantBandKind \
      choreographyActivityShape:QName
      """,
      children: "BPMNLabel?"),
    SchemaRow(
      "BPMNEdge", "LabeledEdge",
      """
      bpmnElement:QName sourceElement:QName targetElement:QName \
      messageVisibleKind:MessageVisibleKind
      """,
      children: "BPMNLabel?"),
    SchemaRow("BPMNLabel", "Label", "labelStyle:QName"),
    SchemaRow("BPMNLabelStyle", "Style", children: "dc:Font"),
  ]

  static let commonRows = [
    SchemaRow("Point", nil, "x:double! y:double!", content: .empty),
    SchemaRow("Bounds", nil, "x:double! y:double! width:double! height:double!", content: .empty),
    SchemaRow(
      "Font", nil,
      """
      name size:double isBold:boolean isItalic:boolean isUnderline:boolean \
      isStrikeThrough:boolean
      """, content: .empty),
  ]

  /// Substitution groups, each after those it refers to.
  static let groups: [(name: String, members: String)] = [
    (
      "flowElement",
      """
      flowElement event task manualTask serviceTask sendTask receiveTask userTask scriptTask \
      businessRuleTask callActivity subProcess adHocSubProcess transaction startEvent \
      intermediateCatchEvent boundaryEvent intermediateThrowEvent implicitThrowEvent endEvent \
      exclusiveGateway inclusiveGateway parallelGateway complexGateway eventBasedGateway \
      sequenceFlow dataObject dataObjectReference dataStoreReference callChoreography \
      choreographyTask subChoreography
      """
    ),
    ("artifact", "artifact textAnnotation association group"),
    (
      "eventDefinition",
      """
      eventDefinition cancelEventDefinition compensateEventDefinition conditionalEventDefinition \
      errorEventDefinition escalationEventDefinition linkEventDefinition messageEventDefinition \
      signalEventDefinition terminateEventDefinition timerEventDefinition
      """
    ),
    (
      "loopCharacteristics",
      "loopCharacteristics multiInstanceLoopCharacteristics standardLoopCharacteristics"
    ),
    ("resourceRole", "resourceRole performer humanPerformer potentialOwner"),
    ("conversationNode", "conversationNode conversation callConversation subConversation"),
    ("expression", "expression formalExpression"),
    (
      "rootElement",
      """
      rootElement category choreography collaboration correlationProperty dataStore endPoint error \
      escalation eventDefinition globalBusinessRuleTask globalChoreographyTask globalConversation \
      globalManualTask globalScriptTask globalTask globalUserTask interface itemDefinition message \
      partnerEntity partnerRole process resource signal
      """
    ),
    ("di:DiagramElement", "di:DiagramElement bpmndi:BPMNShape bpmndi:BPMNEdge"),
  ]

  /// The values of enumerated types.
  static let enumerations: [(name: String, values: [String])] = [
    ("ProcessType", ["None", "Public", "Private"]),
    ("GatewayDirection", ["Unspecified", "Converging", "Diverging", "Mixed"]),
    ("EventBasedGatewayType", ["Exclusive", "Parallel"]),
    ("AssociationDirection", ["None", "One", "Both"]),
    ("MultiInstanceFlowCondition", ["None", "One", "All", "Complex"]),
    ("AdHocOrdering", ["Parallel", "Sequential"]),
    ("ItemKind", ["Information", "Physical"]),
    ("RelationshipDirection", ["None", "Forward", "Backward", "Both"]),
    (
      "ChoreographyLoopType",
      ["None", "Standard", "MultiInstanceSequential", "MultiInstanceParallel"]
    ),
    ("MessageVisibleKind", ["initiating", "non_initiating"]),
    (
      "ParticipantBandKind",
      [
        "top_initiating", "middle_initiating", "bottom_initiating", "top_non_initiating",
        "middle_non_initiating", "bottom_non_initiating",
      ]
    ),
  ]

  /// The keywords that URI types also allow.
  static let tokens: [(name: String, values: [String])] = [
    ("Implementation", ["##unspecified", "##WebService"]),
    ("TransactionMethod", ["##Compensate", "##Image", "##Store"]),
  ]
}
