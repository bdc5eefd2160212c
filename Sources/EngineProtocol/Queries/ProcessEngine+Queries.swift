package import JSON

// Queries for single subjects, on top of `search`.

extension ProcessEngine {
  /// All deployed versions that are not deleted, oldest first.
  package func processDefinitions() async throws -> [ProcessDefinition] {
    try await search(.definitions).items.map(ProcessDefinition.init)
  }

  /// An active or ended instance; nil if it is unknown or ended too long ago.
  package func instance(_ key: EngineKey) async throws -> ProcessInstance? {
    try await search(.instance(key)).items.first.map(ProcessInstance.init)
  }

  /// The newest instances first; of all processes if no id is given.
  package func instances(processID: String?, limit: Int) async throws -> [ProcessInstance] {
    try await search(.instances(processID: processID, limit: limit)).items
      .map(ProcessInstance.init)
  }

  /// The variables of the instance's root scope; for an ended instance, their final values. Secrets
  /// are shown as placeholders.
  /// - Throws: `.notFound` for an instance that is unknown or no longer kept.
  package func variables(ofInstance key: EngineKey) async throws -> JSONObject {
    let variables = try await search(.variables(in: key)).items
    if variables.isEmpty { try await checkInstance(key) }
    return try JSONObject(variables: variables)
  }

  /// The instance's element instances in the order of activation, without those of called
  /// processes.
  /// - Throws: `.notFound` for an instance that is unknown or no longer kept.
  package func elementInstances(ofInstance key: EngineKey) async throws -> [ElementInstance] {
    let elements = try await search(.elementInstances(of: key)).items
    if elements.isEmpty { try await checkInstance(key) }
    return elements.map(ElementInstance.init)
  }

  private func checkInstance(_ key: EngineKey) async throws {
    guard try await search(.instance(key)).total > 0 else {
      throw EngineError(.notFound, "Process instance \(key) does not exist or ended too long ago.")
    }
  }

  /// The unresolved incidents, oldest first; of all instances if no key is given.
  package func incidents(ofInstance key: EngineKey?) async throws -> [Incident] {
    try await search(.incidents(of: key)).items.map(Incident.init)
  }

  /// The open message subscriptions of instances, oldest first; of all instances if no key is given.
  package func messageSubscriptions(
    ofInstance key: EngineKey?
  ) async throws -> [MessageSubscription] {
    try await search(.messageSubscriptions(of: key)).items.map(MessageSubscription.init)
  }

  /// A user task; nil if it is unknown or its instance ended too long ago.
  package func userTask(_ key: EngineKey) async throws -> UserTask? {
    try await search(Query(.userTask, where: [.equal(.userTaskKey, .key(key))])).items.first
      .map(UserTask.init)
  }

  /// The user tasks, oldest first; of all instances if no key is given.
  package func userTasks(ofInstance key: EngineKey?) async throws -> [UserTask] {
    try await search(.userTasks(of: key)).items.map(UserTask.init)
  }
}

extension Query {
  /// All deployed versions that are not deleted.
  package static let definitions = Query(
    .processDefinition, where: [.equal(.state, .text("ACTIVE"))], limit: .max)

  /// One process instance.
  package static func instance(_ key: EngineKey) -> Query {
    Query(.processInstance, where: [.equal(.processInstanceKey, .key(key))])
  }

  /// The newest instances first; of all processes if no id is given.
  package static func instances(processID: String?, limit: Int) -> Query {
    Query(
      .processInstance,
      where: processID.map { [.equal(.processDefinitionId, .text($0))] } ?? [],
      sort: [QueryOrder(.processInstanceKey, isDescending: true)], limit: max(0, limit))
  }

  /// The variables in exactly one scope, in the order in which they were set.
  package static func variables(in scope: EngineKey) -> Query {
    Query(.variable, where: [.equal(.scopeKey, .key(scope))], limit: .max)
  }

  /// The element instances of an instance.
  package static func elementInstances(of instance: EngineKey) -> Query {
    Query(.elementInstance, where: [.equal(.processInstanceKey, .key(instance))], limit: .max)
  }

  /// The unresolved incidents.
  package static func incidents(of instance: EngineKey?) -> Query {
    Query(.incident, where: [.equal(.state, .text("ACTIVE"))] + of(instance), limit: .max)
  }

  /// The open subscriptions of instances.
  package static func messageSubscriptions(of instance: EngineKey?) -> Query {
    Query(
      .messageSubscription,
      where: [.equal(.isOpen, .flag(true)), .field(.processInstanceKey, [.exists(true)])]
        + of(instance), limit: .max)
  }

  /// The user tasks.
  package static func userTasks(of instance: EngineKey?) -> Query {
    Query(.userTask, where: of(instance), limit: .max)
  }

  private static func of(_ instance: EngineKey?) -> [QueryCondition] {
    instance.map { [.equal(.processInstanceKey, .key($0))] } ?? []
  }
}
