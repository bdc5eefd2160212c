extension FEELValue {
  /// All keys of nested contexts: names that may contain spaces or symbols.
  public var allKeys: Set<String> {
    switch self {
    case .context(let context):
      context.reduce(into: Set(context.keys)) { $0.formUnion($1.value.allKeys) }
    case .list(let items): items.reduce(into: []) { $0.formUnion($1.allKeys) }
    default: []
    }
  }
}
