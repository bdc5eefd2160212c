import FEEL
import JSON

/// A multi-instance loop: the activity is done once for each item of a list.
///
/// The activity then has a body, which counts and collects, and in it an instance for each item.
/// Boundary events belong to the body, mappings to the instances.
struct Loop: Sendable {
  let isSequential: Bool
  let items: ProcessExpression
  /// The variable that holds the item.
  let itemName: String?
  /// Where results are collected, and what of each.
  let output: Output?
  /// When the rest is not needed any more.
  let completion: ProcessExpression?

  struct Output: Sendable {
    let name: String
    let element: ProcessExpression
    /// A variable that the element expression reads: local to each instance, lest their results
    /// overwrite each other outside.
    let local: String?
  }
}

/// How far a loop is.
struct LoopProgress: Sendable, Equatable {
  let count: Int
  /// The list as it was when the loop began: what happens to it later changes nothing here. Nil
  /// for a loop that began in the first version, which did not keep it.
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
