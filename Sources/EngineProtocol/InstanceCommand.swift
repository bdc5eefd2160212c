package import JSON

/// A command to a running process instance.
package enum InstanceCommand: Sendable {
  /// Activates, terminates and moves elements, all or none.
  case modify(InstanceModification)
  /// Assigns a business id to a root instance that has none.
  case assignBusinessID(String)
}

/// What a modification does: first all activations, then all terminations, so that an instance does
/// not end in between.
package struct InstanceModification: Sendable {
  /// `activateInstructions`.
  package var activations: [Activation]
  /// `moveInstructions`.
  package var moves: [Move]
  /// `terminateInstructions`.
  package var terminations: [ElementSelection]

  /// Creates a modification, by default one that changes nothing.
  package init(
    activations: [Activation] = [], moves: [Move] = [], terminations: [ElementSelection] = []
  ) {
    self.activations = activations
    self.moves = moves
    self.terminations = terminations
  }

  /// Activates an element, and the scopes around it that do not exist.
  package struct Activation: Sendable {
    /// The element.
    package var elementID: String
    /// The element instance to activate it in; nil to use the only one of each scope.
    package var ancestor: EngineKey?
    /// Set before the activation.
    package var variables: [ScopeVariables]

    /// Creates an activation, by default in the existing scopes and without variables.
    package init(
      _ elementID: String, ancestor: EngineKey? = nil, variables: [ScopeVariables] = []
    ) {
      self.elementID = elementID
      self.ancestor = ancestor
      self.variables = variables
    }
  }

  /// Terminates element instances, and activates another element for each of them.
  package struct Move: Sendable {
    /// What to terminate.
    package var source: ElementSelection
    /// The element to activate.
    package var targetID: String
    /// Where to activate it.
    package var ancestor: Ancestor
    /// Set before each activation.
    package var variables: [ScopeVariables]

    /// Creates a move, by default in the existing scopes and without variables.
    package init(
      _ source: ElementSelection, to targetID: String, ancestor: Ancestor = .direct(nil),
      variables: [ScopeVariables] = []
    ) {
      self.source = source
      self.targetID = targetID
      self.ancestor = ancestor
      self.variables = variables
    }
  }

  /// The element instance in which the target of a move is activated.
  package enum Ancestor: Sendable {
    /// This one; nil to use the only one of each scope.
    case direct(EngineKey?)
    /// The innermost scope around the source that also contains the target.
    case inferred
    /// The scope of the source.
    case sourceParent
  }

  /// Element instances of the process instance.
  package enum ElementSelection: Sendable, Hashable {
    /// All instances of the element with this id; of a loop, the loops as a whole.
    case id(String)
    /// The one with this key.
    case key(EngineKey)
  }

  /// Local variables of a scope.
  package struct ScopeVariables: Sendable {
    /// The activated element or a scope around it; empty for the process instance.
    package var scopeID: String
    /// The variables.
    package var variables: JSONObject

    /// Creates variables, by default of the process instance.
    package init(_ variables: JSONObject, in scopeID: String = "") {
      self.scopeID = scopeID
      self.variables = variables
    }
  }
}
