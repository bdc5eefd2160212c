import FEEL
import JSON

/// A multi-instance loop: runs the activity once for each item of a list.
///
/// The activity becomes a body, which counts and collects, with an inner instance for each item.
/// Boundary events belong to the body, mappings to the inner instances.
struct Loop: Sendable {
  let isSequential: Bool
  let items: ProcessExpression
  /// The variable that holds the item.
  let itemName: String?
  /// The collection for results, and the value to collect.
  let output: Output?
  /// The completion condition.
  let completion: ProcessExpression?

  struct Output: Sendable {
    let name: String
    let element: ProcessExpression
    /// The variable that the element expression reads: local to each instance, so that results do
    /// not overwrite each other in the enclosing scope.
    let local: String?
  }
}

/// The progress of a loop.
struct LoopProgress: Sendable, Equatable {
  let count: Int
  /// The list when the loop started; later changes have no effect. Nil for a loop started by the
  /// first version, which did not store it.
  let items: [JSONValue]?
  var started = 0
  var completed = 0

  init(items: [JSONValue]) {
    count = items.count
    self.items = items
  }

  init(count: Int) {
    self.count = count
    items = nil
  }
}
