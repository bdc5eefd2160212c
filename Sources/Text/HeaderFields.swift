extension Sequence {
  /// The first value of a header field; names are case-insensitive (RFC 9110, 5.1).
  package func value<Value>(named name: String) -> Value?
  where Element == (name: String, value: Value) {
    values(named: name).first
  }

  /// All values of a header field, in order.
  package func values<Value>(named name: String) -> [Value]
  where Element == (name: String, value: Value) {
    let name = name.lowercased()
    return compactMap { $0.name.lowercased() == name ? $0.value : nil }
  }
}
