import FEEL

/// The execution listeners of an element: jobs before its work starts and after it has ended.
struct ExecutionListeners: Sendable {
  enum Event: String, Sendable {
    /// Before the list of a loop is evaluated.
    case beforeAll
    case start, end

    /// Its name in Camunda's REST API.
    var publicName: String { self == .beforeAll ? "BEFORE_ALL" : rawValue.uppercased() }
  }

  struct Listener: Sendable {
    let type: ProcessExpression
    let retries: ProcessExpression
    /// The headers of the listener and its element; the listener's own take precedence.
    let headers: [String: String]
  }

  /// In the order of the diagram.
  var beforeAll: [Listener] = []
  var start: [Listener] = []
  var end: [Listener] = []

  subscript(event: Event) -> [Listener] {
    switch event {
    case .beforeAll: beforeAll
    case .start: start
    case .end: end
    }
  }
}

/// A listener of an element, as what a job is for.
struct ListenerJob: Sendable, Equatable {
  let event: ExecutionListeners.Event
  /// Its position among the listeners of the event.
  let index: Int
}

/// What a scope starts with once its start listeners have run.
struct ScopeEntry: Sendable, Equatable {
  let start: NodeIndex
  let variables: EventVariables
}
