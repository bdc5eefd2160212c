package import BPMN

/// A model of a project with what every check of it shares.
package final class Diagram: Sendable {
  package let model: BPMNModel
  /// The platform version that counts for it.
  package let version: PlatformVersion
  /// All FEEL expressions, each parsed once.
  package let expressions: [FEELPlace]
  /// Which elements a token may come to.
  package let reach: TokenReach
  /// The processes that are not executable, by index.
  package let inertProcesses: Set<Int>
  /// The processes that the engine does not deploy, by index.
  package let undeployedProcesses: Set<Int>

  package init(_ model: BPMNModel, version: PlatformVersion) {
    self.model = model
    self.version = version
    expressions = model.feelExpressions
    reach = TokenReach(model)
    inertProcesses = Set(model.processes.filter { !$0.isExecutable }.map(\.index))
    undeployedProcesses = Set(model.processes.filter { !$0.isDeployed }.map(\.index))
  }
}
