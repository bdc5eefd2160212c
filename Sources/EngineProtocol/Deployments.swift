/// A file to deploy.
package struct DeploymentResource: Sendable {
  /// The path in the bundle. A resource whose name and bytes are unchanged makes no new version.
  package var name: String
  /// The file's bytes: BPMN XML in any supported encoding.
  package var bytes: [UInt8]

  /// Creates a resource to deploy.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// The result of deploying resources together.
package struct Deployment: Sendable {
  /// `deploymentKey`; if nothing changed, the key of the deployment that holds the current version.
  package var key: EngineKey
  /// The executable processes in file order, each with its current version.
  package var processes: [ProcessDefinition]
  /// The forms, each with its current version.
  package var forms: [FormDefinition]

  /// Creates the result of a deployment.
  package init(key: EngineKey, processes: [ProcessDefinition], forms: [FormDefinition] = []) {
    self.key = key
    self.processes = processes
    self.forms = forms
  }
}

/// One version of a deployed form.
package struct FormDefinition: Sendable, Hashable {
  /// `formKey`.
  package var key: EngineKey
  /// The form's own id: `formId`.
  package var id: String
  /// Starts at 1; each deployment with a changed file adds one.
  package var version: Int
  /// The name of the file.
  package var resourceName: String

  /// Creates the description of a deployed form.
  package init(key: EngineKey, id: String, version: Int, resourceName: String) {
    self.key = key
    self.id = id
    self.version = version
    self.resourceName = resourceName
  }
}

/// One version of a deployed process.
package struct ProcessDefinition: Sendable, Hashable {
  /// `processDefinitionKey`.
  package var key: EngineKey
  /// The process id of the BPMN file: `processDefinitionId`.
  package var id: String
  /// The process name in the diagram; nil if it has none.
  package var name: String?
  /// Starts at 1; each changed file adds one.
  package var version: Int
  /// The name of the file it was deployed from.
  package var resourceName: String

  /// Creates the description of a deployed process.
  package init(key: EngineKey, id: String, name: String?, version: Int, resourceName: String) {
    self.key = key
    self.id = id
    self.name = name
    self.version = version
    self.resourceName = resourceName
  }
}
