package import BPMN

/// A model with the data that its checks share.
package final class Diagram: Sendable {
  package let model: BPMNModel
  /// The platform version to check it for.
  package let version: PlatformVersion
  /// All FEEL expressions, each parsed only once.
  package let expressions: [FEELPlace]
  /// The elements that a token can reach.
  package let reach: TokenReach
  /// The indexes of the processes that are not executable.
  package let nonExecutableProcesses: Set<Int>
  /// The indexes of the processes that the engine does not deploy.
  package let undeployedProcesses: Set<Int>

  package init(_ model: BPMNModel, version: PlatformVersion) {
    self.model = model
    self.version = version
    expressions = model.feelExpressions
    reach = TokenReach(model)
    nonExecutableProcesses = Set(model.processes.filter { !$0.isExecutable }.map(\.index))
    undeployedProcesses = Set(model.processes.filter { !$0.isDeployed }.map(\.index))
  }
}
