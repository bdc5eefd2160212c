/// A file to deploy.
package struct DeploymentResource: Sendable {
  /// The path in the bundle; it and the bytes decide whether a deployment changes anything.
  package var name: String
  /// The file as it is: BPMN XML in any of the encodings that the reader takes.
  package var bytes: [UInt8]

  /// Makes a resource to deploy.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// What became of resources that were deployed together.
package struct Deployment: Sendable {
  /// `deploymentKey`; where nothing had changed, that of the deployment that has it.
  package var key: EngineKey
  /// The executable processes in the order of the files, with the versions that they now have.
  package var processes: [ProcessDefinition]

  /// Makes the answer to a deployment.
  package init(key: EngineKey, processes: [ProcessDefinition]) {
    self.key = key
    self.processes = processes
  }
}

/// One version of a deployed process.
package struct ProcessDefinition: Sendable, Hashable {
  /// `processDefinitionKey`.
  package var key: EngineKey
  /// The process id of the BPMN file: `processDefinitionId`.
  package var id: String
  /// What people call it; nil where the diagram gives the process no name.
  package var name: String?
  /// Counts from 1; a changed file makes the next one.
  package var version: Int
  /// The name of the file that it was deployed from.
  package var resourceName: String

  /// Makes a description of a deployed process.
  package init(key: EngineKey, id: String, name: String?, version: Int, resourceName: String) {
    self.key = key
    self.id = id
    self.name = name
    self.version = version
    self.resourceName = resourceName
  }
}
