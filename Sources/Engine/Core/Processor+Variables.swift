import EngineProtocol
import FEEL
import JSON

// Variable scopes and the propagation of variables.

extension Processor {
  /// The variables visible to an element: its own take precedence over those of enclosing scopes.
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

  /// Sets variables of one scope; an unchanged value causes no event.
  mutating func setVariables(_ variables: JSONObject, in scope: EngineKey) {
    guard let present = state.elements[scope]?.variables else { return }
    let changes = variables.members.filter { present[$0.key] != FEELValue($0.value) }
    guard !changes.isEmpty else { return }
    let object = JSONObject(changes.map { ($0.key, $0.value) })
    emit(.variablesSet(scope: scope, variables: object))
  }

  /// Sets variables where they are defined: in the nearest scope that has one of that name,
  /// otherwise in the outermost scope.
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

  /// Sets the result of an element's work or the variables of its event: where variables with these
  /// names are defined, starting at the element itself. With output mappings they are set locally,
  /// for the mappings to use.
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

  /// Evaluates output mappings in the element and sets their results from the enclosing scope on;
  /// in a loop, from the instance itself on.
  mutating func applyOutputs(_ node: Node, of key: EngineKey) throws(Failure) {
    guard !node.outputs.isEmpty, let element = state.elements[key] else { return }
    let scope = element.loopCounter == nil ? element.scope : key
    let values = try node.outputs.evaluate(.output, visibleVariables(of: key), in: environment)
    merge(try stored(values), from: scope)
  }

  /// Evaluated variables in stored form, which is JSON.
  private func stored(_ values: FEELContext) throws(Failure) -> JSONObject {
    let object = JSONObject(values)
    guard !JSONValue.object(object).isTooDeep() else {
      throw Failure(
        .inputOutputMapping, "A value is nested deeper than \(Limits.depth) levels.")
    }
    return object
  }
}

extension JSONObject {
  /// Variables in stored form: JSON.
  init(_ context: FEELContext) {
    self.init(context.map { ($0.key, $0.value.json) })
  }
}
