extension JSONValue {
  /// The same value with every key and every string mapped.
  public func mapStrings<Failure: Error>(
    _ change: (String) throws(Failure) -> String
  ) throws(Failure) -> JSONValue {
    switch self {
    case .string(let text): return .string(try change(text))
    case .array(let items):
      return .array(try items.map { (item) throws(Failure) in try item.mapStrings(change) })
    case .object(let object): return .object(try object.mapStrings(change))
    case .null, .bool, .number: return self
    }
  }
}

extension JSONObject {
  /// The same object with every key and every string in it mapped.
  public func mapStrings<Failure: Error>(
    _ change: (String) throws(Failure) -> String
  ) throws(Failure) -> JSONObject {
    var changed: [(String, JSONValue)] = []
    for (key, value) in members {
      changed.append((try change(key), try value.mapStrings(change)))
    }
    return JSONObject(changed)
  }
}
