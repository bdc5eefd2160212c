import Text

/// One header of a request or response.
package typealias Header = (name: String, value: String)

/// The media type of a `Content-Type`, without parameters, in lower case.
package func mediaTypeName(_ contentType: String) -> String {
  contentType.prefix { $0 != ";" }.trimmed.lowercased()
}
