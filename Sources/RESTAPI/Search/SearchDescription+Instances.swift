import EngineProtocol

// Definitions, instances and their elements.

extension SearchDescription {
  static let processDefinitions = SearchDescription(
    subject: .processDefinition, noun: "Process definition",
    members: [
      .texts(.name, .resourceName, .versionTag), .integers(.version),
      .texts(.processDefinitionId, .tenantId), .keys(.processDefinitionKey),
      .flags(.hasStartForm), .texts(.state),
    ],
    filters: [
      .texts(.name, .processDefinitionId), .flags(.isLatestVersion, .hasStartForm),
      .exact(.text, .resourceName, .versionTag, .tenantId), .exact(.integer, .version),
      .exact(.key, .processDefinitionKey), .exact(.choice(PublicChoices.definitionStates), .state),
    ],
    sort: [
      .processDefinitionKey, .name, .resourceName, .version, .versionTag, .processDefinitionId,
      .tenantId,
    ])

  /// The filters on process instances that also select those of one definition.
  static let instanceFilters: [Filters] = [
    .dates(.startDate, .endDate, .suspendedDate),
    .choice(.state, PublicChoices.processInstanceStates),
    .flags(.hasIncident, .hasRetriesLeft, .hasElementInstanceIncident),
    .texts(.tenantId, .batchOperationId, .batchOperationKey, .errorMessage, .elementId),
    .texts(.businessId),
    .keys(.processInstanceKey, .parentProcessInstanceKey, .parentElementInstanceKey),
    .choice(.elementInstanceState, PublicChoices.elementInstanceStates),
    .integers(.incidentErrorHashCode),
  ]

  static let processInstances = SearchDescription(
    subject: .processInstance, noun: "Process instance",
    members: [
      .texts(.processDefinitionId, .processDefinitionName, .processDefinitionVersionTag),
      .integers(.processDefinitionVersion), .dates(.startDate, .endDate, .suspendedDate),
      .texts(.state), .flags(.hasIncident), .texts(.tenantId),
      .keys(
        .processInstanceKey, .processDefinitionKey, .parentProcessInstanceKey,
        .parentElementInstanceKey, .rootProcessInstanceKey), .json(.tags), .texts(.businessId),
    ],
    filters: instanceFilters + [
      .texts(.processDefinitionId, .processDefinitionName, .processDefinitionVersionTag),
      .keys(.processDefinitionKey), .integers(.processDefinitionVersion),
    ],
    specialFilters: [.variables(name: "variables", in: .instance), .tags], hasGroups: true,
    sort: [
      .processInstanceKey, .processDefinitionId, .processDefinitionName, .processDefinitionVersion,
      .processDefinitionVersionTag, .processDefinitionKey, .parentProcessInstanceKey,
      .parentElementInstanceKey, .startDate, .endDate, .suspendedDate, .state, .hasIncident,
      .tenantId, .businessId,
    ])

  static let elementInstances = SearchDescription(
    subject: .elementInstance, noun: "Element instance",
    members: [
      .texts(.processDefinitionId), .dates(.startDate, .endDate),
      .texts(.elementId, .elementName, .type, .state), .flags(.hasIncident), .texts(.tenantId),
      .keys(
        .elementInstanceKey, .processInstanceKey, .rootProcessInstanceKey, .processDefinitionKey,
        .incidentKey),
    ],
    filters: [
      .exact(.text, .processDefinitionId, .tenantId),
      .choice(.state, PublicChoices.elementInstanceStates),
      .exact(.choice(PublicChoices.elementTypes), .type), .texts(.elementId, .elementName),
      .flags(.hasIncident),
      .exact(
        .key, .elementInstanceKey, .processInstanceKey, .processDefinitionKey, .incidentKey,
        .elementInstanceScopeKey), .dates(.startDate, .endDate),
    ], hasGroups: true,
    sort: [
      .elementInstanceKey, .processInstanceKey, .processDefinitionKey, .processDefinitionId,
      .startDate, .endDate, .elementId, .elementName, .type, .state, .incidentKey, .tenantId,
    ])

  static let waitStates = SearchDescription(
    subject: .waitState, noun: "Wait state",
    members: [
      .keys(.rootProcessInstanceKey, .processInstanceKey, .elementInstanceKey),
      .texts(.elementId, .elementType, .tenantId, .bpmnProcessId), .json(.details),
    ],
    filters: [
      .keys(.elementInstanceKey, .processInstanceKey, .rootProcessInstanceKey),
      .texts(.elementId), .choice(.elementType, PublicChoices.elementTypes),
      .choice(.waitStateType, PublicChoices.waitStates),
    ],
    sort: [.elementInstanceKey, .processInstanceKey, .rootProcessInstanceKey, .elementId])

  static let sequenceFlows = SearchDescription(
    subject: .sequenceFlow, noun: "Sequence flow",
    members: [
      .texts(.sequenceFlowId),
      .keys(.processInstanceKey, .rootProcessInstanceKey, .processDefinitionKey),
      .texts(.processDefinitionId, .elementId, .tenantId),
    ])

  static let incidents = SearchDescription(
    subject: .incident, noun: "Incident",
    members: [
      .texts(.processDefinitionId, .errorType, .errorMessage, .elementId), .dates(.creationTime),
      .texts(.state, .tenantId),
      .keys(
        .incidentKey, .processDefinitionKey, .processInstanceKey, .rootProcessInstanceKey,
        .elementInstanceKey, .jobKey),
    ],
    filters: [
      .texts(.processDefinitionId, .errorMessage, .elementId, .tenantId),
      .choice(.errorType, PublicChoices.incidentTypes, hasNotIn: true), .dates(.creationTime),
      .choice(.state, PublicChoices.incidentStates, hasNotIn: true),
      .looseKeys(.incidentKey),
      .keys(.processDefinitionKey, .processInstanceKey, .elementInstanceKey, .jobKey),
    ],
    sort: [
      .incidentKey, .processDefinitionKey, .processDefinitionId, .processInstanceKey, .errorType,
      .elementId, .elementInstanceKey, .creationTime, .state, .jobKey, .tenantId,
    ])
}
