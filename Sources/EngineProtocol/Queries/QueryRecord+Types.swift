import BPMN
package import JSON

// Records as the types of their subjects.

extension ProcessDefinition {
  /// A definition that a query found.
  package init(_ record: QueryRecord) {
    self.init(
      key: record.key(.processDefinitionKey), id: record.text(.processDefinitionId) ?? "",
      name: record.text(.name), version: Int(record.key(.version)),
      resourceName: record.text(.resourceName) ?? "")
  }

  /// The definition of what a query found.
  fileprivate init(of record: QueryRecord, name: QueryField) {
    self.init(
      key: record.key(.processDefinitionKey), id: record.text(.processDefinitionId) ?? "",
      name: record.text(name), version: Int(record.key(.processDefinitionVersion)),
      resourceName: record.text(.resourceName) ?? "")
  }
}

extension ProcessInstance {
  /// An instance that a query found.
  package init(_ record: QueryRecord) {
    self.init(
      key: record.key(.processInstanceKey),
      definition: ProcessDefinition(of: record, name: .processDefinitionName),
      state: record.text(.state).flatMap { State(rawValue: $0.lowercased()) } ?? .active,
      startTime: record.key(.startDate), endTime: record.integer(.endDate),
      hasIncident: record.flag(.hasIncident), parentKey: record.integer(.parentProcessInstanceKey),
      businessID: record.text(.businessId), tags: record.texts(.tags))
  }
}

extension ElementInstance {
  /// An element instance that a query found.
  package init(_ record: QueryRecord) {
    self.init(
      key: record.key(.elementInstanceKey), elementID: record.text(.elementId) ?? "",
      elementName: record.text(.name),
      elementType: record.text(.elementType).flatMap(ElementType.init(rawValue:)) ?? .task,
      state: record.text(.state).flatMap { State(rawValue: $0.lowercased()) } ?? .active,
      startTime: record.key(.startDate), endTime: record.integer(.endDate))
  }
}

extension Incident {
  /// An incident that a query found.
  package init(_ record: QueryRecord) {
    self.init(
      key: record.key(.incidentKey), type: record.text(.errorType) ?? "",
      message: record.text(.errorMessage) ?? "", instanceKey: record.key(.processInstanceKey),
      elementID: record.text(.elementId) ?? "", jobKey: record.integer(.jobKey))
  }
}

extension MessageSubscription {
  /// A subscription that a query found.
  package init(_ record: QueryRecord) {
    self.init(
      instanceKey: record.key(.processInstanceKey), elementID: record.text(.elementId) ?? "",
      messageName: record.text(.messageName) ?? "",
      correlationKey: record.text(.correlationKey) ?? "")
  }
}

extension UserTask {
  /// A user task that a query found.
  package init(_ record: QueryRecord) {
    var attributes = UserTaskAttributes()
    attributes.assignee = record.text(.assignee) ?? ""
    attributes.candidateGroups = record.texts(.candidateGroups)
    attributes.candidateUsers = record.texts(.candidateUsers)
    attributes.dueDate = record.text(.dueDateText) ?? ""
    attributes.followUpDate = record.text(.followUpDateText) ?? ""
    attributes.priority = Int(record.key(.priority))
    var form = UserTaskForm()
    form.externalReference = record.text(.externalFormReference) ?? ""
    form.key = record.integer(.formKey)
    self.init(
      key: record.key(.userTaskKey),
      state: record.text(.state).flatMap { State(rawValue: $0.lowercased()) } ?? .created,
      elementID: record.text(.elementId) ?? "", name: record.text(.name),
      elementInstanceKey: record.key(.elementInstanceKey),
      instanceKey: record.key(.processInstanceKey),
      definition: ProcessDefinition(of: record, name: .processName), attributes: attributes,
      form: form,
      headers: Dictionary(
        record.json(.customHeaders).object?.members.compactMap { header in
          header.value.string.map { (header.key, $0) }
        } ?? [], uniquingKeysWith: { $1 }),
      creationTime: record.key(.creationDate), endTime: record.integer(.completionDate))
  }
}

extension JSONObject {
  /// Variables that a query found.
  package init(variables: [QueryRecord]) throws {
    self.init(
      try variables.map {
        ($0.text(.name) ?? "", try JSONValue(parsing: $0.text(.value) ?? "null"))
      })
  }
}

extension QueryRecord {
  /// A field with JSON text; null if it has no value.
  package func json(_ field: QueryField) -> JSONValue {
    // The read model writes nothing else into these fields.
    text(field).flatMap { try? JSONValue(parsing: $0) } ?? .null
  }

  fileprivate func texts(_ field: QueryField) -> [String] {
    json(field).array?.compactMap(\.string) ?? []
  }
}
