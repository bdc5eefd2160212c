import JSON

// Members of JSON objects, by their type in the template format. An absent member is nil; one of
// another type is a fault.

extension JSONNode {
  func requireObject(_ what: String) throws(TemplateFault) {
    guard case .object = value else {
      throw TemplateFault("\(what) must be an object, not \(kind)", in: self)
    }
  }

  func required(_ key: String, of what: String) throws(TemplateFault) -> JSONNode {
    guard let node = self[key] else {
      throw TemplateFault("\(what) has no '\(key)'", in: self)
    }
    return node
  }

  func requiredText(_ key: String, of what: String) throws(TemplateFault) -> String {
    try required(key, of: what).asText(key)
  }

  func requiredItems(_ key: String, of what: String) throws(TemplateFault) -> [JSONNode] {
    try required(key, of: what).asItems(key)
  }

  func text(_ key: String) throws(TemplateFault) -> String? {
    guard let node = self[key] else { return nil }
    return try node.asText(key)
  }

  func bool(_ key: String) throws(TemplateFault) -> Bool? {
    guard let node = self[key] else { return nil }
    guard let value = node.bool else {
      throw TemplateFault("'\(key)' must be true or false, not \(node.kind)", at: node.range)
    }
    return value
  }

  func integer(_ key: String) throws(TemplateFault) -> Int? {
    guard let node = self[key] else { return nil }
    guard let value = node.int else {
      throw TemplateFault("'\(key)' must be a whole number, not \(node.kind)", at: node.range)
    }
    return value
  }

  func number(_ key: String) throws(TemplateFault) -> Double? {
    guard let node = self[key] else { return nil }
    guard case .number(let text) = node.value, let value = Double(text) else {
      throw TemplateFault("'\(key)' must be a number, not \(node.kind)", at: node.range)
    }
    return value
  }

  func items(_ key: String) throws(TemplateFault) -> [JSONNode] {
    guard let node = self[key] else { return [] }
    return try node.asItems(key)
  }

  func texts(_ key: String) throws(TemplateFault) -> [String] {
    var texts: [String] = []
    for item in try items(key) {
      texts.append(try item.asText("an item of '\(key)'", quoted: false))
    }
    return texts
  }

  /// One of a fixed set of values.
  func enumeration<Choice: RawRepresentable & CaseIterable>(
    _ key: String, as type: Choice.Type
  ) throws(TemplateFault) -> Choice? where Choice.RawValue == String {
    guard let text = try text(key), let node = self[key] else { return nil }
    guard let value = Choice(rawValue: text) else {
      throw .unknownValue(text, key, Choice.allCases.map(\.rawValue), node)
    }
    return value
  }

  private func asText(_ what: String, quoted: Bool = true) throws(TemplateFault) -> String {
    guard let string else {
      throw TemplateFault("\(quoted ? "'\(what)'" : what) must be text, not \(kind)", at: range)
    }
    return string
  }

  private func asItems(_ key: String) throws(TemplateFault) -> [JSONNode] {
    guard case .array(let items) = value else {
      throw TemplateFault("'\(key)' must be an array, not \(kind)", in: self)
    }
    return items
  }

  /// The kind of value, for messages.
  var kind: String {
    switch value {
    case .null: "null"
    case .bool: "true or false"
    case .number(let text): "the number \(text)"
    case .string: "text"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension TemplateFault {
  static func unknownValue(
    _ text: String, _ key: String, _ known: [String], _ node: JSONNode
  ) -> TemplateFault {
    TemplateFault(
      "unknown '\(key)': '\(text)'",
      help: "Known values: \(known.joined(separator: ", ")).", at: node.range)
  }
}
