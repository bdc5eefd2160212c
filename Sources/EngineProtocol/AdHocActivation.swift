package import JSON

/// An element of an ad-hoc sub-process that is to be activated.
package struct AdHocActivation: Sendable, Hashable {
  /// The id of the element in its BPMN file.
  package var elementID: String
  /// Variables that only the element and what follows it see.
  package var variables: JSONObject

  /// Creates the description of an activation, by default without variables.
  package init(_ elementID: String, variables: JSONObject = JSONObject()) {
    self.elementID = elementID
    self.variables = variables
  }
}

/// How an ad-hoc sub-process goes on after its job.
package struct AdHocJobResult: Sendable, Hashable {
  /// What is activated; nothing if the condition is fulfilled.
  package var activations: [AdHocActivation]
  /// Whether the sub-process completes as soon as nothing is left in it.
  package var isFulfilled: Bool
  /// Whether what runs in it is terminated before.
  package var cancelsRest: Bool

  /// Creates a result that, by default, changes nothing.
  package init(
    activations: [AdHocActivation] = [], isFulfilled: Bool = false, cancelsRest: Bool = false
  ) {
    self.activations = activations
    self.isFulfilled = isFulfilled
    self.cancelsRest = cancelsRest
  }
}
