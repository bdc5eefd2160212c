package import BPMN
package import JSON

/// Which process to start, and its variables.
package struct CreateInstanceRequest: Sendable {
  /// The process definition, by key or by id.
  package enum Definition: Sendable {
    /// The version with this key.
    case key(EngineKey)
    /// The given version, or the latest if nil.
    case id(String, version: Int? = nil)
  }

  /// The process to start.
  package var definition: Definition
  /// The instance's initial variables.
  package var variables: JSONObject
  /// The ids of the elements to start at (`startInstructions`); none for the none start event.
  package var startElements: [String]
  /// The instance is terminated when one of these elements has completed or was terminated
  /// (`runtimeInstructions`).
  package var endElements: [String]
  /// The instance's id in another system, 1 to 256 characters; nil for none.
  package var businessID: String?
  /// Up to 10 different labels.
  package var tags: [String]

  /// Creates a request to start a process, by default at its start event and without variables.
  package init(
    _ definition: Definition, variables: JSONObject = JSONObject(), startElements: [String] = [],
    endElements: [String] = [], businessID: String? = nil, tags: [String] = []
  ) {
    self.definition = definition
    self.variables = variables
    self.startElements = startElements
    self.endElements = endElements
    self.businessID = businessID
    self.tags = tags
  }
}

/// A process instance.
package struct ProcessInstance: Sendable, Hashable {
  /// The instance's state; the REST API writes it in upper case.
  package enum State: String, Sendable, CaseIterable {
    case active, completed, terminated
  }

  /// `processInstanceKey`.
  package var key: EngineKey
  /// The process version that the instance runs.
  package var definition: ProcessDefinition
  /// Active until the instance has ended, even with an incident.
  package var state: State
  /// Milliseconds since 1970.
  package var startTime: Int64
  /// Milliseconds since 1970; nil while the instance is active.
  package var endTime: Int64?
  /// Whether the instance has an unresolved incident; incidents of called processes are not
  /// included.
  package var hasIncident: Bool
  /// The instance that called this one (`parentProcessInstanceKey`); nil if none did.
  package var parentKey: EngineKey?
  /// The id given to the instance or inherited from the calling one; nil for none.
  package var businessID: String?
  /// The labels given to the instance.
  package var tags: [String]

  /// Creates the description of an instance, by default an active root instance without incidents.
  package init(
    key: EngineKey, definition: ProcessDefinition, state: State, startTime: Int64,
    endTime: Int64? = nil, hasIncident: Bool = false, parentKey: EngineKey? = nil,
    businessID: String? = nil, tags: [String] = []
  ) {
    self.key = key
    self.definition = definition
    self.state = state
    self.startTime = startTime
    self.endTime = endTime
    self.hasIncident = hasIncident
    self.parentKey = parentKey
    self.businessID = businessID
    self.tags = tags
  }
}

/// An instance of an element: one visit of a token.
package struct ElementInstance: Sendable, Hashable {
  /// The state of an element instance; an element that is being activated or completed is active.
  package enum State: String, Sendable {
    case active, completed, terminated
  }

  /// `elementInstanceKey`.
  package var key: EngineKey
  /// The id of the element in its BPMN file.
  package var elementID: String
  /// The element's name in the diagram; nil if it has none.
  package var elementName: String?
  /// The BPMN element type.
  package var elementType: ElementType
  /// Terminated if the element was ended before it completed.
  package var state: State
  /// Milliseconds since 1970.
  package var startTime: Int64
  /// Milliseconds since 1970; nil while the element is active.
  package var endTime: Int64?

  /// Creates the description of an element instance, by default an active one.
  package init(
    key: EngineKey, elementID: String, elementName: String?, elementType: ElementType,
    state: State, startTime: Int64, endTime: Int64? = nil
  ) {
    self.key = key
    self.elementID = elementID
    self.elementName = elementName
    self.elementType = elementType
    self.state = state
    self.startTime = startTime
    self.endTime = endTime
  }
}
