package import EngineProtocol
package import JSON

// Queries see everything that was acknowledged before.

extension EmbeddedEngine {
  /// All deployed versions, by key.
  package func processDefinitions() async throws -> [ProcessDefinition] {
    try await loop.projector.query { try $0.definitions() }
  }

  /// An instance; nil also if it ended too long ago.
  package func instance(_ key: EngineKey) async throws -> ProcessInstance? {
    try await loop.projector.query { try $0.instance(key) }
  }

  /// The newest instances, by key.
  package func instances(processID: String?, limit: Int) async throws -> [ProcessInstance] {
    try await loop.projector.query { try $0.instances(processID: processID, limit: limit) }
  }

  /// The variables of the root scope, with secrets as placeholders.
  /// - Throws: `.notFound` for an instance that is unknown or no longer kept.
  package func variables(ofInstance key: EngineKey) async throws -> JSONObject {
    try await loop.projector.query { try $0.variables(ofInstance: key) }
  }

  /// The instance's element instances in the order of activation.
  /// - Throws: `.notFound` for an instance that is unknown or no longer kept.
  package func elementInstances(ofInstance key: EngineKey) async throws -> [ElementInstance] {
    try await loop.projector.query { try $0.elementInstances(ofInstance: key) }
  }

  /// The unresolved incidents, by key; none if the instance is unknown.
  package func incidents(ofInstance key: EngineKey?) async throws -> [Incident] {
    try await loop.projector.query { try $0.incidents(ofInstance: key) }
  }

  /// A user task; nil also if its instance ended too long ago.
  package func userTask(_ key: EngineKey) async throws -> UserTask? {
    try await loop.projector.query { try $0.userTask(key) }
  }

  /// The user tasks, by key; none if the instance is unknown.
  package func userTasks(ofInstance key: EngineKey?) async throws -> [UserTask] {
    try await loop.projector.query { try $0.userTasks(ofInstance: key) }
  }

  /// The open message subscriptions, oldest first; none if the instance is unknown.
  package func messageSubscriptions(
    ofInstance key: EngineKey?
  ) async throws -> [MessageSubscription] {
    try await loop.projector.query { try $0.messageSubscriptions(ofInstance: key) }
  }
}
