import EngineProtocol
import FEEL
import JSON

// Scopes of variables, and how values travel between them.

extension Processor {
  /// The variables that an element sees: its own before those of the scopes around it.
  func visibleVariables(of key: EngineKey) -> FEELContext {
    var scopes: [FEELContext] = []
    var current = key
    while let element = state.elements[current] {
      if !element.variables.isEmpty { scopes.append(element.variables) }
      current = element.scope
    }
    guard var result = scopes.popLast() else { return [:] }
    for variables in scopes.reversed() {
      for (name, value) in variables { result[name] = value }
    }
    return result
  }

  func localVariables(of key: EngineKey) -> JSONObject {
    JSONObject(state.elements[key]?.variables ?? [:])
  }

  /// Sets variables of one scope; a value that is there already makes no event.
  mutating func setVariables(_ variables: JSONObject, in scope: EngineKey) {
    guard let present = state.elements[scope]?.variables else { return }
    let changes = variables.members.filter { present[$0.key] != FEELValue($0.value) }
    guard !changes.isEmpty else { return }
    let object = JSONObject(changes.map { ($0.key, $0.value) })
    emit(.variablesSet(scope: scope, variables: object))
  }

  /// Sets variables where they are: in the nearest scope that has one of that name, and in the
  /// outermost where none has.
  mutating func merge(_ variables: JSONObject, from scope: EngineKey) {
    var rest = variables
    var current = scope
    while !rest.isEmpty, let element = state.elements[current] {
      guard element.scope != 0 else {
        setVariables(rest, in: current)
        return
      }
      let found = rest.members.filter { element.variables[$0.key] != nil }
      if !found.isEmpty {
        setVariables(JSONObject(found.map { ($0.key, $0.value) }), in: current)
        for (name, _) in found { rest[name] = nil }
      }
      current = element.scope
    }
  }

  /// Sets the result of an element's work, or what its event brought: where variables of these
  /// names are, its own ones first. With output mappings it is local, for them to use.
  mutating func takeResult(_ variables: JSONObject, of key: EngineKey) {
    guard let element = state.elements[key] else { return }
    if node(of: element).outputs.isEmpty {
      merge(variables, from: key)
    } else {
      setVariables(variables, in: key)
    }
  }

  mutating func applyInputs(_ node: Node, to key: EngineKey) throws(Failure) {
    guard !node.inputs.isEmpty else { return }
    let values = try node.inputs.evaluate(.input, visibleVariables(of: key), in: environment)
    setVariables(try stored(values), in: key)
  }

  /// Output mappings are computed in the element and set from its surroundings on; in a loop from
  /// the instance itself on.
  mutating func applyOutputs(_ node: Node, of key: EngineKey) throws(Failure) {
    guard !node.outputs.isEmpty, let element = state.elements[key] else { return }
    let scope = element.loopCounter == nil ? element.scope : key
    let values = try node.outputs.evaluate(.output, visibleVariables(of: key), in: environment)
    merge(try stored(values), from: scope)
  }

  /// Computed variables as they are stored, which is as JSON.
  private func stored(_ values: FEELContext) throws(Failure) -> JSONObject {
    let object = JSONObject(values)
    guard !JSONValue.object(object).isTooDeep() else {
      throw Failure(
        .inputOutputMapping, "A value nests deeper than \(Limits.depth) levels.")
    }
    return object
  }
}

extension JSONObject {
  /// Variables as they are stored: as JSON.
  init(_ context: FEELContext) {
    self.init(context.map { ($0.key, $0.value.json) })
  }
}
