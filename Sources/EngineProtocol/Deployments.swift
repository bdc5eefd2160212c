/// A file to deploy.
package struct DeploymentResource: Sendable {
  /// The path in the bundle. A resource whose name and bytes are unchanged makes no new version.
  package var name: String
  /// The file's bytes: BPMN XML in any supported encoding, a form, or whatever workers understand.
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
  package var forms: [DocumentDefinition]
  /// The files of other kinds, each with its current version.
  package var resources: [DocumentDefinition]

  /// Creates the result of a deployment.
  package init(
    key: EngineKey, processes: [ProcessDefinition], forms: [DocumentDefinition] = [],
    resources: [DocumentDefinition] = []
  ) {
    self.key = key
    self.processes = processes
    self.forms = forms
    self.resources = resources
  }
}

/// One version of a deployed form, or of a file that jobs link to.
package struct DocumentDefinition: Sendable, Hashable {
  /// `formKey` or `resourceKey`.
  package var key: EngineKey
  /// The id of a form or RPA script in the file; for other files, their name.
  package var id: String
  /// Starts at 1; each deployment with a changed file adds one.
  package var version: Int
  /// The name of the file.
  package var resourceName: String

  /// Creates the description of a deployed file.
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
