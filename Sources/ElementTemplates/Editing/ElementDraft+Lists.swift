import XML

/// A list of extension elements that are identified by a key: inputs, outputs, headers, properties,
/// linked resources.
struct ItemList {
  let list: String
  let item: String
  let key: String
  let value: String

  static let inputs = ItemList(list: "ioMapping", item: "input", key: "target", value: "source")
  static let outputs = ItemList(list: "ioMapping", item: "output", key: "source", value: "target")
  static let headers = ItemList(list: "taskHeaders", item: "header", key: "key", value: "value")
  static let properties = ItemList(
    list: "properties", item: "property", key: "name", value: "value")
}

extension ElementDraft {
  /// Sets the value of an item, or adds it; an empty value is written only on request.
  func setItem(_ kind: ItemList, _ key: String, to value: String?, keepsEmpty: Bool) {
    let isEmpty = value?.isEmpty != false
    if isEmpty, !keepsEmpty { return removeItems(kind, key) }
    let found = items(kind, key)
    // If a name occurs twice, the connector runtime reads the first that has a value.
    guard let item = found.first(where: { $0[kind.value] != nil }) ?? found.first else {
      var attributes = [(name: kind.key, value: key)]
      if let value { attributes.append((kind.value, value)) }
      // Attributes in the order in which modelers write them.
      if kind.value == "source" { attributes.reverse() }
      addedZeebe(kind.list, to: xml).children
        .append(XMLDraft(zeebeName(kind.item), attributes))
      return
    }
    if (item[kind.value] ?? "") != (value ?? "") { item[kind.value] = value }
    for other in found where other !== item && other[kind.value] == nil {
      zeebe(kind.list, of: xml)?.remove(other)
    }
  }

  func removeItems(_ kind: ItemList, _ key: String) {
    guard let list = zeebe(kind.list, of: xml) else { return }
    for item in items(kind, key) { list.remove(item) }
    removeIfEmptied(list, of: xml)
  }

  private func items(_ kind: ItemList, _ key: String) -> [XMLDraft] {
    zeebe(kind.list, of: xml)?.children
      .filter { $0.isNamed(kind.item, XMLNamespace.zeebe) && $0[kind.key] == key } ?? []
  }

  /// Sorts the items that a template knows into its order, in the positions of such items; new ones
  /// come after their predecessor in the template. Items added by hand stay in place, because
  /// inputs are evaluated in order.
  func arrange(_ kind: ItemList, _ keys: [String]) {
    guard let list = zeebe(kind.list, of: xml) else { return }
    let ranks = Dictionary(keys.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    func rank(_ item: XMLDraft) -> Int? {
      item.isNamed(kind.item, XMLNamespace.zeebe) ? item[kind.key].flatMap { ranks[$0] } : nil
    }
    func inOrder(_ items: [XMLDraft]) -> [XMLDraft] {
      items.compactMap { item in rank(item).map { (rank: $0, item: item) } }.enumerated()
        .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
        .map(\.element.item)
    }
    let isNew = { (item: XMLDraft) in item.origin == nil && rank(item) != nil }
    var result = list.children.filter { !isNew($0) }
    var old = inOrder(result)[...]
    for index in result.indices where rank(result[index]) != nil {
      result[index] = old.removeFirst()
    }
    for item in inOrder(list.children.filter(isNew)) {
      let own = rank(item) ?? 0
      let before = result.lastIndex { rank($0).map { $0 < own } ?? false }
      let after = result.firstIndex { rank($0) != nil }
      // Outputs come after all inputs.
      let end = kind.item == "input" ? result.firstIndex { $0.name.local == "output" } : nil
      result.insert(item, at: before.map { $0 + 1 } ?? after ?? end ?? result.count)
    }
    list.children = result
  }
}
