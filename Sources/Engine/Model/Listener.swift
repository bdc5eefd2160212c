import FEEL

/// A listener in the diagram: a job that runs when something happens to its element.
struct Listener: Sendable {
  let type: ProcessExpression
  let retries: ProcessExpression
  /// The headers of the listener and its element; the listener's own take precedence.
  let headers: [String: String]
}

/// A listener of an element, as what a job is for.
struct ListenerJob: Sendable, Equatable {
  enum Event: Sendable, Equatable {
    case execution(ExecutionListeners.Event)
    case task(UserTaskTransition.Kind)

    /// Its name in Camunda's REST API.
    var publicName: String {
      switch self {
      case .execution(.beforeAll): "BEFORE_ALL"
      case .execution(let event): event.rawValue.uppercased()
      case .task(let kind): kind.rawValue.uppercased()
      }
    }
  }

  let event: Event
  /// Its position among the listeners of the event.
  let index: Int
}
