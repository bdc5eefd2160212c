import EngineProtocol
import FEEL
import JSON

/// The cluster variables.
struct ClusterVariables: Sendable, Equatable {
  private var variables: [EngineKey: ClusterVariable] = [:]
  private var keys: [ClusterVariable.ID: EngineKey] = [:]
  /// `camunda.vars`, computed when a variable changes.
  private(set) var context = Self.context(of: [])

  subscript(key: EngineKey) -> ClusterVariable? { variables[key] }

  func key(of id: ClusterVariable.ID) -> EngineKey? { keys[id] }

  /// All variables, by name; the global one before the tenant's.
  var all: [ClusterVariable] {
    variables.values.sorted {
      ($0.id.name, $0.id.scope.rawValue) < ($1.id.name, $1.id.scope.rawValue)
    }
  }

  mutating func set(_ variable: ClusterVariable, _ key: EngineKey) {
    variables[key] = variable
    keys[variable.id] = key
    context = Self.context(of: all)
  }

  mutating func remove(_ key: EngineKey) {
    guard let variable = variables.removeValue(forKey: key) else { return }
    keys[variable.id] = nil
    context = Self.context(of: all)
  }

  private static func context(of variables: [ClusterVariable]) -> FEELValue {
    var scopes: [ClusterVariable.Scope: FEELContext] = [:]
    var either = FEELContext()
    for variable in variables {
      let value = FEELValue(variable.value)
      scopes[variable.id.scope, default: FEELContext()][variable.id.name] = value
      // The tenant's variable comes later, and replaces the global one as a whole.
      either[variable.id.name] = value
    }
    return .context(
      FEELContext([
        ("cluster", .context(scopes[.global] ?? FEELContext())),
        ("tenant", .context(scopes[.tenant] ?? FEELContext())),
        ("env", .context(either)),
      ]))
  }
}

extension ClusterVariable: LogField {
  func write(to writer: inout EventWriter) {
    writer.values(id.name, id.scope.rawValue, value, metadata)
  }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    let name: String = try reader.next()
    guard let scope = Scope(rawValue: try reader.next()) else { throw EventReader.Fault() }
    self.init(
      id: ID(name, scope), value: try reader.next(), metadata: try reader.next())
  }
}
