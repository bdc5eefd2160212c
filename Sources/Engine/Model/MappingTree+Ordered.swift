import FEEL

// The mapping mode `ordered`: one mapping after the other.

extension MappingTree {
  /// Evaluates the mappings in the order of the diagram; each sees the visible variables and the
  /// results of those before it, which nested targets extend.
  /// - Parameters:
  ///   - present: the variables that nested targets of outputs are merged into.
  ///   - visible: these, and the variable `camunda` if it is read.
  /// - Throws: an incident of type `IO_MAPPING_ERROR`.
  func evaluateInOrder(
    _ kind: Kind, present: FEELContext, visible: FEELContext, _ environment: FEELEnvironment
  ) throws(Failure) -> FEELContext {
    var visible = visible
    var result = FEELContext()
    for (path, source) in mappings {
      let value = try source.evaluate(visible, in: environment, failing: .inputOutputMapping)
      let root = path[0]
      let known = result[root] ?? (kind == .output ? present[root] : nil)
      let merged = Self.setting(value, at: path.dropFirst(), of: known, kind)
      result[root] = merged
      visible[root] = merged
    }
    return result
  }

  /// A value with another one at a path in it.
  private static func setting(
    _ value: FEELValue, at path: ArraySlice<String>, of outer: FEELValue?, _ kind: Kind
  ) -> FEELValue {
    guard let name = path.first else { return value }
    var context = FEELContext()
    switch outer {
    case .context(let known)?: context = known
    case .null?, nil: break
    default: if kind == .output { return .null }
    }
    context[name] = setting(value, at: path.dropFirst(), of: context[name], kind)
    return .context(context)
  }
}
