import EngineProtocol
import FEEL

// Variable scopes and the propagation of variables.

extension Processor {
  /// The variables visible to an element: its own take precedence over those of enclosing scopes.
  func visibleVariables(of key: EngineKey) -> FEELContext {
    let scopes = variables(inScopesAround: key)
    guard var result = scopes.last else { return FEELContext() }
    for variables in scopes.dropLast().reversed() {
      for (name, value) in variables { result[name] = value }
    }
    return result
  }

  /// The variables visible to an element that an expression may read.
  func visibleVariables(of key: EngineKey, for expression: ProcessExpression) -> FEELContext {
    var variables = visibleVariables(of: key, including: expression.names)
    if expression.readsNamespace, variables[ProcessExpression.namespaceName] == nil {
      variables[ProcessExpression.namespaceName] = namespace(of: key)
    }
    return variables
  }

  /// Some of the variables visible to an element, or more if that is cheaper.
  /// - Parameter local: variables of the element that are not set.
  func visibleVariables(
    of key: EngineKey, including names: [String], local: FEELContext = FEELContext()
  ) -> FEELContext {
    if names.isEmpty { return FEELContext() }
    if local.isEmpty, let only = onlyScope(around: key) { return only }
    let scopes = (local.isEmpty ? [] : [local]) + variables(inScopesAround: key)
    guard scopes.count > 1 else { return scopes.first ?? FEELContext() }
    var result = FEELContext()
    for name in names {
      for scope in scopes {
        guard let value = scope[name] else { continue }
        result[name] = value
        break
      }
    }
    return result
  }

  /// The variables of the only scope that has any; nil if several have.
  private func onlyScope(around key: EngineKey) -> FEELContext? {
    var found: ElementTable.Place?
    var place = state.elements.place(of: key)
    while let current = place {
      if !state.elements[current].variables.isEmpty {
        guard found == nil else { return nil }
        found = current
      }
      place = state.elements.scope(of: current)
    }
    return found.map { state.elements[$0].variables } ?? FEELContext()
  }

  /// The variables of the scopes that have any, from the element outward.
  private func variables(inScopesAround key: EngineKey) -> [FEELContext] {
    var scopes: [FEELContext] = []
    var place = state.elements.place(of: key)
    while let current = place {
      if !state.elements[current].variables.isEmpty {
        scopes.append(state.elements[current].variables)
      }
      place = state.elements.scope(of: current)
    }
    return scopes
  }

  func localVariables(of key: EngineKey) -> FEELContext {
    state.elements.place(of: key).map { state.elements[$0].variables } ?? FEELContext()
  }

  /// Sets variables of one scope; an unchanged value causes no event.
  mutating func setVariables(_ variables: Variables, in scope: EngineKey) {
    if let change = set(variables, in: scope) { checkConditions(after: [change]) }
  }

  /// - Returns: what has changed; nil if that is nothing, or no condition waits for it.
  private mutating func set(_ variables: Variables, in scope: EngineKey) -> VariableChange? {
    guard let place = state.elements.place(of: scope) else { return nil }
    let changes = variables.filter { state.elements[place].variables[$0] != $1 }
    guard !changes.isEmpty else { return nil }
    guard !state.conditionWaits.isEmpty, state.conditionWaits[scope] != nil else {
      emit(.variablesSet(scope: scope, variables: changes))
      return nil
    }
    let known = state.elements[place].variables
    emit(.variablesSet(scope: scope, variables: changes))
    return VariableChange(
      scope: scope,
      names: changes.values.map { ($0.key, known[$0.key] == nil ? .create : .update) })
  }

  /// Sets variables where they are defined: in the nearest scope that has one of that name,
  /// otherwise in the outermost scope. `EngineCompatibility.leaksEqualValues` changes this.
  mutating func merge(_ variables: Variables, from scope: EngineKey) {
    var changes: [VariableChange] = []
    defer { if !changes.isEmpty { checkConditions(after: changes) } }
    var rest = variables
    var current = scope
    while !rest.isEmpty, let place = state.elements.place(of: current) {
      let outer = state.elements[place].scope
      guard outer != 0 else {
        if let change = set(rest, in: current) { changes.append(change) }
        return
      }
      if !state.elements[place].variables.isEmpty {
        let left = rest.filter { !takes($0, $1, in: place) }
        let found = rest.filter { takes($0, $1, in: place) }
        if let change = set(found, in: current) { changes.append(change) }
        rest = left
      }
      current = outer
    }
  }

  /// Whether a merged variable goes no further than a scope.
  private func takes(_ name: String, _ value: FEELValue, in scope: ElementTable.Place) -> Bool {
    guard let known = state.elements[scope].variables[name] else { return false }
    return !compatibility.leaksEqualValues || known != value
  }

  /// Sets the result of an element's work or the variables of its event: where variables with these
  /// names are defined, starting at the element itself.
  /// - Returns: the variables if the element has output mappings; they are local then, and not set.
  ///   If the element completes at once, `complete` maps them, so that only the output is logged.
  mutating func takeResult(_ variables: Variables, of key: EngineKey) -> Variables? {
    guard let place = state.elements.place(of: key) else { return nil }
    if !state.elements.node(at: place).outputs.isEmpty { return variables }
    merge(variables, from: key)
    return nil
  }

  mutating func applyInputs(_ node: Node, to key: EngineKey) throws(Failure) {
    guard !node.inputs.isEmpty else { return }
    let visible = visibleVariables(of: key, including: node.inputs.names)
    let values = try evaluate(node.inputs, .input, visible, of: key)
    setVariables(try stored(values), in: key)
  }

  /// Evaluates output mappings in the element and sets their results from the enclosing scope on;
  /// in a loop, from the instance itself on.
  /// - Parameter result: local variables of the element that are not set.
  mutating func applyOutputs(
    _ node: Node, of key: EngineKey, result: Variables?
  ) throws(Failure) {
    guard !node.outputs.isEmpty, let place = state.elements.place(of: key) else { return }
    let isInLoop = state.elements[place].loopCounter != nil
    let scope = isInLoop ? key : state.elements[place].scope
    let visible = visibleVariables(
      of: key, including: node.outputs.names, local: result?.values ?? FEELContext())
    let values = try evaluate(node.outputs, .output, visible, of: key)
    merge(try stored(values), from: scope)
  }

  private func evaluate(
    _ mappings: MappingTree, _ kind: MappingTree.Kind, _ variables: FEELContext, of key: EngineKey
  ) throws(Failure) -> FEELContext {
    var visible = variables
    if mappings.readsNamespace, visible[ProcessExpression.namespaceName] == nil {
      visible[ProcessExpression.namespaceName] = namespace(of: key)
    }
    return switch compatibility.mappingMode {
    case .combined:
      try mappings.evaluate(kind, present: variables, visible: visible, environment)
    case .ordered:
      try mappings.evaluateInOrder(kind, present: variables, visible: visible, environment)
    }
  }

  /// - Throws: an incident for a value that would be nested too deeply.
  private func stored(_ values: FEELContext) throws(Failure) -> Variables {
    guard !FEELValue.context(values).isTooDeep() else {
      throw Failure(
        .inputOutputMapping, "A value is nested deeper than \(Limits.depth) levels.")
    }
    return Variables(storing: values)
  }
}
