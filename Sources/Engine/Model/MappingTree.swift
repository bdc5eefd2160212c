import FEEL

/// An element's input or output mappings, as one context whose entries are evaluated in order.
///
/// Targets are paths. Mappings with the same root share an entry at the position of the first; a
/// later mapping of the same path replaces an earlier one.
struct MappingTree: Sendable {
  private(set) var entries: [Entry] = []
  /// The mappings in the order of the diagram.
  private(set) var mappings: [(path: [String], source: ProcessExpression)] = []
  /// The variables that the mappings may read or change.
  private(set) var names: [String] = []
  /// Whether a source reads the variable `camunda`.
  private(set) var readsNamespace = false

  struct Entry: Sendable {
    let name: String
    var content: Content
  }

  indirect enum Content: Sendable {
    case value(ProcessExpression)
    case context(MappingTree)
  }

  var isEmpty: Bool { entries.isEmpty }

  mutating func add(_ source: ProcessExpression, at path: ArraySlice<Substring>) {
    guard let name = path.first.map(String.init) else { return }
    let rest = path.dropFirst()
    names += [name] + source.names
    mappings.append((path.map(String.init), source))
    readsNamespace = readsNamespace || source.readsNamespace
    let index = entries.firstIndex { $0.name == name }
    var content = Content.value(source)
    if !rest.isEmpty {
      var nested = MappingTree()
      if let index, case .context(let present) = entries[index].content { nested = present }
      nested.add(source, at: rest)
      content = .context(nested)
    }
    if let index {
      entries[index].content = content
    } else {
      entries.append(Entry(name: name, content: content))
    }
  }

  /// How a nested target treats an existing value of its root.
  enum Kind {
    /// The context contains only the mapped entries.
    case input
    /// Entries are merged into the existing context; a value of another type is an error.
    case output
  }

  /// Evaluates the entries; each sees the visible variables and the entries before it.
  /// - Parameters:
  ///   - present: the variables that nested targets of outputs are merged into.
  ///   - visible: these, and the variable `camunda` if it is read.
  /// - Throws: an incident of type `IO_MAPPING_ERROR`.
  func evaluate(
    _ kind: Kind, present: FEELContext, visible: FEELContext, _ environment: FEELEnvironment
  ) throws(Failure) -> FEELContext {
    var visible = visible
    var result = FEELContext()
    for entry in entries {
      let value: FEELValue
      switch entry.content {
      case .value(let source):
        value = try source.evaluate(visible, in: environment, failing: .inputOutputMapping)
      case .context(let nested):
        value = try nested.merged(kind, into: present[entry.name], visible, environment)
      }
      result[entry.name] = value
      visible[entry.name] = value
    }
    return result
  }

  private func merged(
    _ kind: Kind, into value: FEELValue?, _ visible: FEELContext, _ environment: FEELEnvironment
  ) throws(Failure) -> FEELValue {
    guard kind == .output, let value, !value.isNull else {
      return .context(
        try evaluate(kind, present: FEELContext(), visible: visible, environment))
    }
    guard case .context(var context) = value else { return .null }
    for (name, value) in try evaluate(kind, present: context, visible: visible, environment) {
      context[name] = value
    }
    return .context(context)
  }
}
