import EngineProtocol
import FEEL
import JSON

/// The variables that were set in an instance since the last flush.
struct VariableHistory: Sendable {
  private var changes: [(scope: EngineKey, variables: Variables)] = []
  /// With how many changes those without effect are dropped.
  private var limit = 32

  private struct ID: Hashable {
    let scope: EngineKey
    let name: String
  }

  mutating func add(_ variables: Variables, in scope: EngineKey) {
    changes.append((scope, variables))
    if changes.count > limit {
      dropOverwritten()
      limit = max(limit, 2 * changes.count)
    }
  }

  /// The latest values, in the order in which the variables were set first.
  var values: [(scope: EngineKey, name: String, value: JSONValue)] {
    var values: [(scope: EngineKey, name: String, value: JSONValue)] = []
    var places: [ID: Int] = [:]
    for (scope, variables) in changes {
      for (name, value) in SecretHole.display(variables.json).members {
        let id = ID(scope: scope, name: name)
        if let place = places[id] {
          values[place].value = value
        } else {
          places[id] = values.count
          values.append((scope, name, value))
        }
      }
    }
    return values
  }

  /// Keeps the changes that set a variable first or last.
  private mutating func dropOverwritten() {
    let isFirst = setNewVariables(changes)
    let isLast = setNewVariables(changes.reversed()).reversed()
    let isKept = zip(isFirst, isLast).map { $0 || $1 }
    changes = zip(changes, isKept).filter(\.1).map(\.0)
  }

  /// For each change, whether it sets a variable that none before it sets.
  private func setNewVariables(
    _ changes: some Sequence<(scope: EngineKey, variables: Variables)>
  ) -> [Bool] {
    var known: Set<ID> = []
    return changes.map { scope, variables in
      let count = known.count
      for name in variables.values.keys { known.insert(ID(scope: scope, name: name)) }
      return known.count > count
    }
  }
}
