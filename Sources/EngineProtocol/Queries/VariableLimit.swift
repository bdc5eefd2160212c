/// How much of a variable a search shows.
package enum VariableLimit {
  /// The number of characters of its JSON text after which it is truncated, unless whole values are
  /// requested.
  package static let shownLength = 8191
}
