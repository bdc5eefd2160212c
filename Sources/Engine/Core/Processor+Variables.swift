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
    state.elements[key]?.variables.json ?? JSONObject()
  }

  /// Sets variables of one scope; an unchanged value causes no event.
  mutating func setVariables(_ variables: Variables, in scope: EngineKey) {
    guard let present = state.elements[scope]?.variables else { return }
    let changes = variables.filter { present[$0] != $1 }
    if !changes.isEmpty { emit(.variablesSet(scope: scope, variables: changes)) }
  }

  /// Sets variables where they are defined: in the nearest scope that has one of that name,
  /// otherwise in the outermost scope.
  mutating func merge(_ variables: Variables, from scope: EngineKey) {
    var rest = variables
    var current = scope
    while !rest.isEmpty, let element = state.elements[current] {
      guard element.scope != 0 else {
        setVariables(rest, in: current)
        return
      }
      let found = rest.filter { name, _ in element.variables[name] != nil }
      if !found.isEmpty {
        setVariables(found, in: current)
        rest = rest.filter { name, _ in element.variables[name] == nil }
      }
      current = element.scope
    }
  }

  /// Sets the result of an element's work or the variables of its event: where variables with these
  /// names are defined, starting at the element itself.
  /// - Returns: the variables if the element has output mappings; they are local then, and not set.
  ///   If the element completes at once, `complete` maps them, so that only the output is logged.
  mutating func takeResult(_ variables: Variables, of key: EngineKey) -> Variables? {
    guard let element = state.elements[key] else { return nil }
    if !node(of: element).outputs.isEmpty { return variables }
    merge(variables, from: key)
    return nil
  }

  mutating func applyInputs(_ node: Node, to key: EngineKey) throws(Failure) {
    guard !node.inputs.isEmpty else { return }
    let values = try node.inputs.evaluate(.input, visibleVariables(of: key), in: environment)
    setVariables(try stored(values), in: key)
  }

  /// Evaluates output mappings in the element and sets their results from the enclosing scope on;
  /// in a loop, from the instance itself on.
  /// - Parameter result: local variables of the element that are not set.
  mutating func applyOutputs(
    _ node: Node, of key: EngineKey, result: Variables?
  ) throws(Failure) {
    guard !node.outputs.isEmpty, let element = state.elements[key] else { return }
    let scope = element.loopCounter == nil ? element.scope : key
    var visible = visibleVariables(of: key)
    if let result { for (name, value) in result.values { visible[name] = value } }
    let values = try node.outputs.evaluate(.output, visible, in: environment)
    merge(try stored(values), from: scope)
  }

  /// Evaluated variables in stored form, which is JSON.
  private func stored(_ values: FEELContext) throws(Failure) -> Variables {
    let object = values.json
    guard !JSONValue.object(object).isTooDeep() else {
      throw Failure(
        .inputOutputMapping, "A value is nested deeper than \(Limits.depth) levels.")
    }
    return Variables(object)
  }
}
