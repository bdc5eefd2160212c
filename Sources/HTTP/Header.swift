import Text

/// One header of a request or response.
package typealias Header = (name: String, value: String)

/// A content type without its parameters, in lower case.
package func mediaTypeName(_ contentType: String) -> String {
  contentType.prefix { $0 != ";" }.trimmed.lowercased()
}
