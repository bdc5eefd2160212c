import EngineProtocol

// Statistics, which are paged like searches.

extension SearchDescription {
  /// The filter of the statistics of one definition, which have neither order nor pages.
  static let definitionStatistics = SearchDescription(
    subject: .processInstance, noun: "Process instance", members: [], filters: instanceFilters,
    specialFilters: processInstances.specialFilters, hasGroups: true, paging: .none)

  static let instanceStatistics = SearchDescription(
    subject: .processInstance, noun: "Process definition",
    members: [
      .texts(.processDefinitionId, .tenantId, .latestProcessDefinitionName),
      .flags(.hasMultipleVersions),
      .integers(.activeInstancesWithoutIncidentCount, .activeInstancesWithIncidentCount),
    ],
    sort: [
      .processDefinitionId, .activeInstancesWithIncidentCount,
      .activeInstancesWithoutIncidentCount,
    ], paging: .offset)

  static let versionStatistics = SearchDescription(
    subject: .processInstance, noun: "Process definition",
    members: [
      .texts(.processDefinitionId), .keys(.processDefinitionKey),
      .texts(.processDefinitionName, .tenantId), .integers(.processDefinitionVersion),
      .integers(.activeInstancesWithIncidentCount, .activeInstancesWithoutIncidentCount),
    ], filters: [.exact(.text, .processDefinitionId, .tenantId)],
    sort: [
      .processDefinitionId, .processDefinitionKey, .processDefinitionName,
      .processDefinitionVersion, .activeInstancesWithIncidentCount,
      .activeInstancesWithoutIncidentCount,
    ], paging: .offset)

  static let subscriptionStatistics = SearchDescription(
    subject: .messageSubscription, noun: "Process definition",
    members: [
      .texts(.processDefinitionId, .tenantId), .keys(.processDefinitionKey),
      .integers(.processInstancesWithActiveSubscriptions, .activeSubscriptions),
    ], filters: messageSubscriptionFilters, paging: .forward)

  static let errorStatistics = SearchDescription(
    subject: .incident, noun: "Error",
    members: [
      .integers(.errorHashCode), .texts(.errorMessage), .integers(.activeInstancesWithErrorCount),
    ], sort: [.errorMessage, .activeInstancesWithErrorCount], paging: .offset)

  static let errorDefinitionStatistics = SearchDescription(
    subject: .incident, noun: "Process definition",
    members: [
      .texts(.processDefinitionId), .keys(.processDefinitionKey), .texts(.processDefinitionName),
      .integers(.processDefinitionVersion), .texts(.tenantId),
      .integers(.activeInstancesWithErrorCount),
    ], filters: [.exact(.integer, .errorHashCode)],
    sort: [.activeInstancesWithErrorCount, .processDefinitionKey, .tenantId], paging: .offset)
}
