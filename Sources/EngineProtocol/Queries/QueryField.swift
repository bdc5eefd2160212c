/// A field of a record, with its name in Camunda's REST API v2.
package enum QueryField: String, Sendable, Hashable, CaseIterable {
  // Processes
  case processDefinitionKey, processDefinitionId, processDefinitionName, processDefinitionVersion
  case processDefinitionVersionTag, processInstanceKey, rootProcessInstanceKey
  case parentProcessInstanceKey, parentElementInstanceKey, processName, bpmnProcessId
  case name, version, versionTag, resourceName, deploymentKey, hasStartForm, isLatestVersion
  case tenantId, tag, tags, businessId, batchOperationId, batchOperationKey

  // Elements
  case elementInstanceKey, elementId, elementName, elementType, elementInstanceScopeKey
  case elementInstanceState, hasElementInstanceIncident, sequenceFlowId

  // Everything that lives
  case state, type, startDate, endDate, suspendedDate, creationDate, creationTime, endTime
  case lastUpdateTime

  // Variables
  case variableKey, scopeKey, value, isTruncated

  // Jobs
  case jobKey, kind, listenerEventType, worker, deadline, retries, priority, customHeaders
  case errorCode, isDenied, deniedReason, hasFailedWithRetriesLeft, hasRetriesLeft

  // Incidents
  case incidentKey, errorType, errorMessage, hasIncident, incidentErrorHashCode

  // Messages
  case messageSubscriptionKey, messageSubscriptionState, messageSubscriptionType, lastUpdatedDate
  case messageName, correlationKey, toolName, inboundConnectorType, toolProperties
  case messageKey, subscriptionKey, correlationTime, partitionId
  /// Whether a message can be correlated with the subscription.
  case isOpen

  // Statistics
  case latestProcessDefinitionName, hasMultipleVersions, activeInstancesWithIncidentCount
  case activeInstancesWithoutIncidentCount, activeInstancesWithErrorCount, errorHashCode
  case processInstancesWithActiveSubscriptions, activeSubscriptions

  // User tasks
  case userTaskKey, assignee, candidateGroup, candidateGroups, candidateUser, candidateUsers
  case completionDate, dueDate, followUpDate, externalFormReference, formKey
  /// The date as it was set, with its zone.
  case dueDateText, followUpDateText

  // Timers
  case timerKey, repetitions

  // What an element waits for
  case waitStateType, taskKey, details
}
