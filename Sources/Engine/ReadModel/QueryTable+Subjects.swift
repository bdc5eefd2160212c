import EngineProtocol

extension QueryTable {
  private static let instance = Join(alias: "i", sql: "JOIN instance AS i ON i.key = x.instance")
  private static let definition = Join(
    alias: "d", sql: "JOIN definition AS d ON d.key = i.definition")

  /// What every record in an instance has.
  private static let ofInstance: [(QueryField, String)] = [
    (.processInstanceKey, "x.instance"), (.rootProcessInstanceKey, "i.root"),
    (.processDefinitionKey, "i.definition"), (.processDefinitionId, "i.process"),
    (.tenantId, "'<default>'"),
  ]

  static let processDefinition = QueryTable(
    "definition AS d", key: "d.key", joins: [],
    columns: [
      (.processDefinitionKey, "d.key"), (.processDefinitionId, "d.id"), (.name, "d.name"),
      (.version, "d.version"), (.versionTag, "d.version_tag"), (.resourceName, "d.resource"),
      (.deploymentKey, "d.deployment"), (.hasStartForm, "d.has_start_form"),
      (.state, "d.state"), (.tenantId, "'<default>'"),
    ],
    conditions: [
      .isLatestVersion: .value(
        """
        d.state = 'ACTIVE' AND d.version = (
          SELECT max(version) FROM definition AS o WHERE o.id = d.id AND o.state = 'ACTIVE')
        """)
    ])

  static let processInstance = QueryTable(
    "instance AS i", key: "i.key", joins: [definition],
    columns: [
      (.processInstanceKey, "i.key"), (.rootProcessInstanceKey, "i.root"),
      (.parentProcessInstanceKey, "i.parent"), (.parentElementInstanceKey, "i.parent_element"),
      (.processDefinitionKey, "i.definition"), (.processDefinitionId, "i.process"),
      (.processDefinitionName, "d.name"), (.processDefinitionVersion, "d.version"),
      (.processDefinitionVersionTag, "d.version_tag"), (.resourceName, "d.resource"),
      (.startDate, "i.started"), (.endDate, "i.ended"), (.suspendedDate, "NULL"),
      (.state, "i.state"),
      (
        // Incidents of called processes count too.
        .hasIncident,
        """
        i.key IN (
          WITH RECURSIVE affected (key) AS (
            SELECT instance FROM incident WHERE state = 'ACTIVE'
            UNION
            SELECT parent FROM affected JOIN instance USING (key) WHERE parent IS NOT NULL)
          SELECT key FROM affected)
        """
      ),
      (.tags, "i.tags"), (.businessId, "i.business_id"), (.tenantId, "'<default>'"),
    ],
    conditions: [
      .tag: .item(of: "i.tags"),
      // There are no batch operations.
      .batchOperationId: .value("NULL"), .batchOperationKey: .value("NULL"),
      .hasRetriesLeft: .value(
        """
        EXISTS (SELECT 1 FROM job
          WHERE job.instance = i.key AND job.state = 'FAILED' AND job.retries > 0)
        """),
      .elementId: .related(from: elements, value: "r.element"),
      .elementInstanceState: .related(from: elements, value: "r.state"),
      .hasElementInstanceIncident: .related(
        from: elements,
        value: """
          EXISTS (SELECT 1 FROM incident
            WHERE incident.element_instance = r.key AND incident.state = 'ACTIVE')
          """),
      .errorMessage: .related(from: incidents, value: "r.message"),
      .incidentErrorHashCode: .related(from: incidents, value: "r.hash"),
    ])

  private static let elements = "element AS r WHERE 1"
  private static let incidents = "incident AS r WHERE r.state = 'ACTIVE'"

  static let elementInstance = QueryTable(
    "element AS x", key: "x.key", joins: [instance],
    columns: ofInstance + [
      (.elementInstanceKey, "x.key"), (.elementInstanceScopeKey, "x.scope"),
      (.elementId, "x.element"), (.name, "x.name"),
      (.elementName, "coalesce(nullif(x.name, ''), x.element)"), (.elementType, "x.type"),
      (.type, "x.public_type"), (.state, "x.state"), (.startDate, "x.started"),
      (.endDate, "x.ended"),
      (
        .hasIncident,
        "EXISTS (SELECT 1 FROM incident WHERE element_instance = x.key AND state = 'ACTIVE')"
      ),
      (
        .incidentKey,
        "(SELECT min(key) FROM incident WHERE element_instance = x.key AND state = 'ACTIVE')"
      ),
    ])

  static let variable = QueryTable(
    "variable AS x", key: "x.key", joins: [instance],
    columns: ofInstance + [
      (.variableKey, "x.key"), (.name, "x.name"), (.value, "x.value"), (.scopeKey, "x.scope"),
      (.isTruncated, "length(x.value) > \(VariableLimit.shownLength)"),
    ])

  static let job = QueryTable(
    "job AS x", key: "x.key", joins: [instance],
    columns: ofInstance + [
      (.jobKey, "x.key"), (.type, "x.type"), (.kind, "x.kind"),
      (.listenerEventType, "x.listener_event"), (.state, "x.state"), (.worker, "x.worker"),
      (.retries, "x.retries"), (.deadline, "x.deadline"), (.elementId, "x.element"),
      (.elementInstanceKey, "x.element_instance"), (.errorCode, "x.error_code"),
      (.errorMessage, "x.message"),
      (.hasFailedWithRetriesLeft, "x.state = 'FAILED' AND x.retries > 0"),
      (.isDenied, "NULL"), (.deniedReason, "NULL"), (.priority, "x.priority"),
      (.businessId, "i.business_id"),
      (.customHeaders, "x.headers"), (.creationTime, "x.created"),
      (.lastUpdateTime, "x.updated"), (.endTime, "x.ended"),
    ])

  static let incident = QueryTable(
    "incident AS x", key: "x.key", joins: [instance],
    columns: ofInstance + [
      (.incidentKey, "x.key"), (.errorType, "x.type"), (.errorMessage, "x.message"),
      (.elementId, "x.element"), (.elementInstanceKey, "x.element_instance"),
      (.creationTime, "x.created"), (.state, "x.state"), (.jobKey, "x.job"),
      (.errorHashCode, "x.hash"),
    ])

  /// Subscriptions of start events belong to a definition only.
  static let messageSubscription = QueryTable(
    "subscription AS x", key: "x.key",
    joins: [
      Join(alias: "i", sql: "LEFT JOIN instance AS i ON i.key = x.instance"),
      Join(alias: "d", sql: "JOIN definition AS d ON d.key = x.definition"),
    ],
    columns: [
      (.messageSubscriptionKey, "x.key"), (.processInstanceKey, "x.instance"),
      (.rootProcessInstanceKey, "i.root"), (.processDefinitionKey, "x.definition"),
      (.processDefinitionId, "d.id"), (.processDefinitionName, "d.name"),
      (.processDefinitionVersion, "d.version"), (.elementId, "x.element"),
      (.elementInstanceKey, "x.element_instance"), (.messageSubscriptionState, "x.state"),
      (
        .messageSubscriptionType,
        "CASE WHEN x.instance IS NULL THEN 'START_EVENT' ELSE 'PROCESS_EVENT' END"
      ),
      (.lastUpdatedDate, "x.changed"), (.messageName, "x.message"),
      (.correlationKey, "x.correlation_key"), (.toolName, "NULL"), (.toolProperties, "'{}'"),
      (.inboundConnectorType, "NULL"), (.isOpen, "x.is_open"), (.businessId, "i.business_id"),
      (.tenantId, "'<default>'"),
    ])

  static let correlatedMessage = QueryTable(
    "correlation AS x", key: "x.key", joins: [instance],
    columns: ofInstance + [
      (.messageKey, "x.message"), (.subscriptionKey, "x.subscription"), (.elementId, "x.element"),
      (.elementInstanceKey, "x.element_instance"), (.messageName, "x.name"),
      (.correlationKey, "x.correlation_key"), (.correlationTime, "x.time"), (.partitionId, "1"),
      (.businessId, "i.business_id"),
    ])

  static let userTask = QueryTable(
    "user_task AS x", key: "x.key",
    joins: [
      instance, definition,
      Join(alias: "e", sql: "JOIN element AS e ON e.key = x.element_instance"),
    ],
    columns: ofInstance + [
      (.userTaskKey, "x.key"), (.state, "x.state"), (.assignee, "nullif(x.assignee, '')"),
      (.elementId, "e.element"), (.name, "e.name"), (.elementInstanceKey, "x.element_instance"),
      (.processName, "d.name"), (.processDefinitionVersion, "d.version"),
      (.resourceName, "d.resource"), (.candidateGroups, "x.candidate_groups"),
      (.candidateUsers, "x.candidate_users"), (.dueDate, "nullif(x.due_time, \(noTime))"),
      (.followUpDate, "nullif(x.follow_up_time, \(noTime))"), (.dueDateText, "x.due"),
      (.followUpDateText, "x.follow_up"), (.priority, "x.priority"),
      (.creationDate, "x.created"), (.completionDate, "x.ended"),
      (.externalFormReference, "nullif(x.external_form, '')"), (.formKey, "x.form"),
      (.customHeaders, "x.headers"), (.tags, "i.tags"), (.businessId, "i.business_id"),
    ],
    conditions: [
      .candidateGroup: .item(of: "x.candidate_groups"),
      .candidateUser: .item(of: "x.candidate_users"),
      .tag: .item(of: "i.tags"),
    ])

  static let sequenceFlow = QueryTable(
    "flow AS x", key: "x.key", joins: [instance],
    columns: ofInstance + [
      (.sequenceFlowId, "x.instance || '_' || x.flow"), (.elementId, "x.flow"),
    ])

  static let timer = QueryTable(
    "timer AS x", key: "x.key", joins: [instance],
    columns: ofInstance + [
      (.timerKey, "x.key"), (.elementId, "x.element"),
      (.elementInstanceKey, "x.element_instance"), (.dueDate, "x.due"),
      (.repetitions, "x.repetitions"), (.state, "x.state"),
    ])

  /// What active elements wait for.
  static let waitState = QueryTable(
    """
    (SELECT key, instance, element_instance, 'JOB' AS type, json_object('waitStateType', 'JOB',
        'jobType', type, 'jobKey', CAST(key AS TEXT), 'jobKind', kind,
        'listenerEventType', nullif(listener_event, 'UNSPECIFIED'), 'retries', retries) AS details
      FROM job WHERE ended IS NULL
    UNION ALL SELECT key, instance, element_instance, 'MESSAGE', json_object('waitStateType',
        'MESSAGE', 'messageName', message, 'correlationKey', correlation_key)
      FROM subscription WHERE is_open AND instance IS NOT NULL
    UNION ALL SELECT key, instance, element_instance, 'USER_TASK', json_object('waitStateType',
        'USER_TASK', 'taskKey', CAST(key AS TEXT), 'dueDate', CASE WHEN due_time > \(noTime)
        THEN strftime('%Y-%m-%dT%H:%M:%fZ', due_time / 1000.0, 'unixepoch') END)
      FROM user_task WHERE ended IS NULL
    UNION ALL SELECT key, instance, element_instance, 'TIMER', json_object('waitStateType',
        'TIMER', 'dueDate', due, 'repetitions', coalesce(repetitions, -1))
      FROM timer WHERE state = 'CREATED'
    UNION ALL SELECT key, instance, element_instance,
        json_extract(details, '$.waitStateType'), details
      FROM event_wait WHERE is_open) AS x
    """, key: "x.key",
    joins: [
      instance,
      // A process waits by the start events of its event sub-processes.
      Join(alias: "e", sql: "LEFT JOIN element AS e ON e.key = x.element_instance"),
    ],
    columns: ofInstance + [
      (.bpmnProcessId, "i.process"), (.elementInstanceKey, "x.element_instance"),
      (.elementId, "coalesce(e.element, i.process)"),
      (.elementType, "coalesce(e.public_type, 'PROCESS')"), (.waitStateType, "x.type"),
      (.details, "x.details"),
    ])
}
