import BPMN

/// A model of a project with what every check of it shares.
struct Diagram: Sendable {
  let model: BPMNModel
  /// The platform version that counts for it.
  let version: PlatformVersion
  /// All FEEL expressions, each parsed once.
  let expressions: [FEELPlace]

  init(_ model: BPMNModel, version: PlatformVersion) {
    self.model = model
    self.version = version
    expressions = model.feelExpressions
  }
}
