import FEEL

/// What an element says about its job.
struct JobDefinition: Sendable {
  let type: ProcessExpression
  let retries: ProcessExpression
  /// Of the element, else of its process; nil for 0.
  let priority: ProcessExpression?
}

/// What a new job gets.
struct JobAttributes: Sendable {
  let type: String
  let retries: Int
  /// Workers get the jobs with the highest priority first.
  var priority = 0
}
