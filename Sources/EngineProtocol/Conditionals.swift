package import JSON

/// Variables with which the conditions of start events are evaluated.
package struct EvaluateConditionalsRequest: Sendable {
  /// Evaluates only the start events of this process version.
  package var definition: EngineKey?
  /// The only variables that the conditions see, and those of the started instances.
  package var variables: JSONObject

  /// Creates a request, by default for the latest versions of all processes.
  package init(definition: EngineKey? = nil, variables: JSONObject) {
    self.definition = definition
    self.variables = variables
  }
}

/// What an evaluation of conditional start events has started.
package struct ConditionalEvaluation: Sendable, Hashable {
  /// An instance that a start event has started.
  package struct Started: Sendable, Hashable {
    package var definitionKey: EngineKey
    package var instanceKey: EngineKey

    /// Creates the description of a started instance.
    package init(definitionKey: EngineKey, instanceKey: EngineKey) {
      self.definitionKey = definitionKey
      self.instanceKey = instanceKey
    }
  }

  /// `conditionalEvaluationKey`.
  package var key: EngineKey
  /// One instance for each start event whose condition was true.
  package var started: [Started]

  /// Creates the result of an evaluation.
  package init(key: EngineKey, started: [Started]) {
    self.key = key
    self.started = started
  }
}
