package import JSON

/// A variable outside of all processes, which expressions read as `camunda.vars.env.NAME`.
package struct ClusterVariable: Sendable, Hashable {
  /// For whom the variable is: `camunda.vars.cluster` has those for all tenants,
  /// `camunda.vars.tenant` those of a tenant, and `camunda.vars.env` both; the tenant's take
  /// precedence.
  package enum Scope: String, Sendable, CaseIterable {
    case global, tenant
  }

  /// What identifies a variable.
  package struct ID: Sendable, Hashable {
    package var name: String
    package var scope: Scope

    /// Creates an id, by default of a variable for all tenants.
    package init(_ name: String, _ scope: Scope = .global) {
      self.name = name
      self.scope = scope
    }
  }

  package var id: ID
  package var value: JSONValue
  /// Strings and numbers that describe the variable; expressions do not see them.
  package var metadata: JSONObject

  /// Creates a variable, by default without metadata.
  package init(id: ID, value: JSONValue, metadata: JSONObject = JSONObject()) {
    self.id = id
    self.value = value
    self.metadata = metadata
  }
}

/// A change of a cluster variable.
package enum ClusterVariableCommand: Sendable {
  case create(ClusterVariable)
  /// Replaces the value, and the metadata unless it is nil.
  case update(ClusterVariable.ID, value: JSONValue, metadata: JSONObject?)
  /// Creates the variable, or replaces its value.
  case set(ClusterVariable.ID, value: JSONValue)
  case delete(ClusterVariable.ID)
}
