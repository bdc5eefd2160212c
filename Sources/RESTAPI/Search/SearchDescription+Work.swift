import EngineProtocol

// Variables, jobs, user tasks and messages.

extension SearchDescription {
  private static let variableMembers: [Members] = [
    .texts(.name, .value, .tenantId),
    .keys(.variableKey, .scopeKey, .processInstanceKey, .rootProcessInstanceKey),
  ]

  /// The order of variables, also of those of user tasks.
  private static let variableSort: [QueryField] = [
    .value, .name, .tenantId, .variableKey, .scopeKey, .processInstanceKey,
  ]

  static let variables = SearchDescription(
    subject: .variable, noun: "Variable", members: variableMembers + [.flags(.isTruncated)],
    filters: [
      .texts(.name, .value), .exact(.text, .tenantId), .flags(.isTruncated),
      .keys(.variableKey, .scopeKey, .processInstanceKey),
    ], sort: variableSort)

  /// A whole variable.
  static let variable = SearchDescription(
    subject: .variable, noun: "Variable", members: variableMembers)

  static let userTaskVariables = SearchDescription(
    subject: .variable, noun: "Variable", members: variables.members, filters: [.texts(.name)],
    sort: variableSort)

  static let effectiveUserTaskVariables = SearchDescription(
    subject: .variable, noun: "Variable", members: variables.members, filters: [.texts(.name)],
    sort: variableSort, paging: .offset)

  static let jobs = SearchDescription(
    subject: .job, noun: "Job",
    members: [
      .json(.customHeaders), .dates(.deadline, .endTime, .creationTime, .lastUpdateTime),
      .texts(.deniedReason, .errorCode, .errorMessage, .type, .worker, .elementId),
      .keys(
        .elementInstanceKey, .jobKey, .processDefinitionKey, .processInstanceKey,
        .rootProcessInstanceKey), .flags(.hasFailedWithRetriesLeft, .isDenied),
      .texts(.kind, .listenerEventType, .processDefinitionId, .businessId),
      .integers(.retries, .priority), .texts(.state, .tenantId),
    ],
    filters: [
      .dates(.deadline, .endTime, .creationTime, .lastUpdateTime),
      .texts(
        .deniedReason, .elementId, .errorCode, .errorMessage, .processDefinitionId, .tenantId,
        .type, .worker),
      .keys(.elementInstanceKey, .jobKey, .processDefinitionKey, .processInstanceKey),
      .flags(.hasFailedWithRetriesLeft, .isDenied), .choice(.kind, PublicChoices.jobKinds),
      .choice(.listenerEventType, PublicChoices.listenerEvents), .integers(.priority, .retries),
      .choice(.state, PublicChoices.jobStates),
    ],
    sort: [
      .creationTime, .deadline, .deniedReason, .elementId, .elementInstanceKey, .endTime,
      .errorCode, .errorMessage, .hasFailedWithRetriesLeft, .isDenied, .jobKey, .kind,
      .listenerEventType, .priority, .processDefinitionId, .processDefinitionKey,
      .processInstanceKey, .retries, .state, .tenantId, .type, .worker,
    ])

  static let userTasks = SearchDescription(
    subject: .userTask, noun: "User task",
    members: [
      .texts(.name, .assignee, .externalFormReference, .processName, .state, .elementId),
      .json(.candidateGroups, .candidateUsers), .texts(.processDefinitionId),
      .dates(.creationDate, .completionDate, .followUpDate, .dueDate), .texts(.tenantId),
      .integers(.processDefinitionVersion, .priority), .json(.customHeaders),
      .keys(
        .userTaskKey, .elementInstanceKey, .processDefinitionKey, .processInstanceKey,
        .rootProcessInstanceKey, .formKey), .texts(.businessId), .json(.tags),
    ],
    filters: [
      .choice(.state, PublicChoices.userTaskStates),
      .texts(.assignee, .businessId, .name, .candidateGroup, .candidateUser, .tenantId),
      .integers(.priority), .exact(.text, .elementId), .texts(.processDefinitionId),
      .dates(.creationDate, .completionDate, .followUpDate, .dueDate),
      .exact(.key, .userTaskKey, .elementInstanceKey),
      .keys(.processDefinitionKey, .processInstanceKey),
    ],
    specialFilters: [
      .variables(name: "processInstanceVariables", in: .instance),
      .variables(name: "localVariables", in: .local), .tags,
    ], hasGroups: true,
    sort: [
      .creationDate, .completionDate, .followUpDate, .dueDate, .priority, .name, .businessId,
    ])

  /// Also those of the statistics.
  static let messageSubscriptionFilters: [Filters] = [
    .keys(
      .messageSubscriptionKey, .processDefinitionKey, .processInstanceKey, .elementInstanceKey),
    .texts(
      .processDefinitionId, .elementId, .messageName, .correlationKey, .tenantId,
      .processDefinitionName, .toolName, .inboundConnectorType, .businessId),
    .choice(.messageSubscriptionState, PublicChoices.subscriptionStates),
    .dates(.lastUpdatedDate),
    .choice(.messageSubscriptionType, PublicChoices.subscriptionTypes),
    .integers(.processDefinitionVersion),
  ]

  static let messageSubscriptions = SearchDescription(
    subject: .messageSubscription, noun: "Message subscription",
    members: [
      .keys(
        .messageSubscriptionKey, .processDefinitionKey, .processInstanceKey,
        .rootProcessInstanceKey, .elementInstanceKey),
      .texts(.processDefinitionId, .elementId, .messageSubscriptionState),
      .dates(.lastUpdatedDate),
      .texts(
        .messageName, .correlationKey, .processDefinitionName, .toolName, .inboundConnectorType,
        .messageSubscriptionType), .json(.toolProperties), .integers(.processDefinitionVersion),
      .texts(.tenantId, .businessId),
    ],
    filters: messageSubscriptionFilters,
    sort: [
      .messageSubscriptionKey, .processDefinitionId, .processDefinitionName,
      .processDefinitionVersion, .processInstanceKey, .elementId, .elementInstanceKey,
      .messageSubscriptionState, .messageSubscriptionType, .lastUpdatedDate, .messageName,
      .correlationKey, .tenantId, .toolName, .inboundConnectorType, .businessId,
    ])

  static let correlatedMessages = SearchDescription(
    subject: .correlatedMessage, noun: "Correlated message subscription",
    members: [
      .texts(.businessId, .correlationKey, .elementId, .messageName), .dates(.correlationTime),
      .keys(
        .elementInstanceKey, .messageKey, .processDefinitionKey, .processInstanceKey,
        .rootProcessInstanceKey, .subscriptionKey), .integers(.partitionId),
      .texts(.processDefinitionId, .tenantId),
    ],
    filters: [
      .texts(
        .businessId, .correlationKey, .elementId, .messageName, .processDefinitionId, .tenantId),
      .dates(.correlationTime),
      .keys(.elementInstanceKey, .processDefinitionKey, .processInstanceKey, .subscriptionKey),
      .looseKeys(.messageKey), .integers(.partitionId),
    ],
    sort: [
      .businessId, .correlationKey, .correlationTime, .elementId, .elementInstanceKey,
      .messageKey, .messageName, .partitionId, .processDefinitionId, .processDefinitionKey,
      .processInstanceKey, .subscriptionKey, .tenantId,
    ])
}
