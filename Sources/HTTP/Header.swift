/// One header of a request or response.
package typealias Header = (name: String, value: String)

extension [Header] {
  /// The first value of a header, whatever the case of its name.
  package func value(named name: String) -> String? {
    let name = name.lowercased()
    return first { $0.name.lowercased() == name }?.value
  }
}

/// A content type without its parameters, in lower case.
package func mediaTypeName(_ contentType: String) -> String {
  contentType.prefix { $0 != ";" }.trimmed.lowercased()
}
