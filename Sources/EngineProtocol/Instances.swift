package import BPMN
package import JSON

/// Which process to start, and with what.
package struct CreateInstanceRequest: Sendable {
  /// The definition to start, in one of the two ways to name it.
  package enum Definition: Sendable {
    /// The version with this key.
    case key(EngineKey)
    /// The newest version, unless one is named.
    case id(String, version: Int? = nil)
  }

  /// The process, by key or by id.
  package var definition: Definition
  /// The variables that the instance has from its start.
  package var variables: JSONObject

  /// Makes a request to start a process, without variables unless some are given.
  package init(_ definition: Definition, variables: JSONObject = JSONObject()) {
    self.definition = definition
    self.variables = variables
  }
}

/// One run of a process.
package struct ProcessInstance: Sendable, Hashable {
  /// Where an instance is in its life; the REST API writes the names in capitals.
  package enum State: String, Sendable, CaseIterable {
    case active, completed, terminated
  }

  /// `processInstanceKey`.
  package var key: EngineKey
  /// The version of the process that it runs.
  package var definition: ProcessDefinition
  /// Active until it has ended, also while an incident stops it.
  package var state: State
  /// Milliseconds since 1970.
  package var startTime: Int64
  /// Milliseconds since 1970; nil while it is active.
  package var endTime: Int64?
  /// Whether it has an incident that is not resolved; those of called processes do not count.
  package var hasIncident: Bool
  /// The instance that called it (`parentProcessInstanceKey`); nil where none did.
  package var parentKey: EngineKey?

  /// Makes a description of an instance, by default one that nothing called, that has not ended and
  /// has no incident.
  package init(
    key: EngineKey, definition: ProcessDefinition, state: State, startTime: Int64,
    endTime: Int64? = nil, hasIncident: Bool = false, parentKey: EngineKey? = nil
  ) {
    self.key = key
    self.definition = definition
    self.state = state
    self.startTime = startTime
    self.endTime = endTime
    self.hasIncident = hasIncident
    self.parentKey = parentKey
  }
}

/// One visit of an element.
package struct ElementInstance: Sendable, Hashable {
  /// Where a visit is in its life; an element that is about to begin or to end is active.
  package enum State: String, Sendable {
    case active, completed, terminated
  }

  /// `elementInstanceKey`.
  package var key: EngineKey
  /// The id of the element in its BPMN file.
  package var elementID: String
  /// What people call the element; nil where the diagram gives it no name.
  package var elementName: String?
  /// The kind of the element, as BPMN names it.
  package var elementType: ElementType
  /// Terminated is what was ended before it was done.
  package var state: State
  /// Milliseconds since 1970.
  package var startTime: Int64
  /// Milliseconds since 1970; nil while the element is active.
  package var endTime: Int64?

  /// Makes a description of a visit, by default of one that has not ended.
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
