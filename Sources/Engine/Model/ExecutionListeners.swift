import FEEL

/// The execution listeners of an element: jobs before its work starts and after it has ended.
struct ExecutionListeners: Sendable {
  enum Event: String, Sendable {
    /// Before the list of a loop is evaluated.
    case beforeAll
    case start, end
    /// After everything in a process instance was terminated.
    case cancel
  }

  /// In the order of the diagram.
  var beforeAll: [Listener] = []
  var start: [Listener] = []
  var end: [Listener] = []
  var cancel: [Listener] = []

  subscript(event: Event) -> [Listener] {
    switch event {
    case .beforeAll: beforeAll
    case .start: start
    case .end: end
    case .cancel: cancel
    }
  }
}

/// What a scope starts with once its start listeners have run.
struct ScopeEntry: Sendable, Equatable {
  let start: NodeIndex
  let variables: EventVariables
}
