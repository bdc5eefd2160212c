import Synchronization

/// The time that an engine goes by. The engine's core knows only the times of its commands; the
/// clock decides when things become due.
public protocol EngineClock: Sendable {
  /// Milliseconds since 1970.
  var now: Int64 { get }

  /// How many milliseconds of real time to sleep until the clock may show this time; nil where
  /// the clock moves only by hand.
  func delay(until time: Int64) -> Int64?

  /// Has `body` called whenever the clock was moved by hand.
  func onMove(_ body: @escaping @Sendable () -> Void)
}

/// A clock that stands still until it is moved, for tests and scenarios.
public final class VirtualClock: EngineClock {
  private struct State {
    var now: Int64
    var listeners: [@Sendable () -> Void] = []
  }

  private let state: Mutex<State>

  /// - Parameter now: milliseconds since 1970; 2026-01-01T00:00:00Z unless said otherwise.
  public init(now: Int64 = 1_767_225_600_000) {
    state = Mutex(State(now: now))
  }

  /// Milliseconds since 1970, as it was last set.
  public var now: Int64 { state.withLock { $0.now } }

  /// Nil: sleeping does not move this clock.
  public func delay(until time: Int64) -> Int64? { nil }

  /// Has `body` called after each `advance`, on the thread that advances.
  public func onMove(_ body: @escaping @Sendable () -> Void) {
    state.withLock { $0.listeners.append(body) }
  }

  /// Moves the clock forward.
  /// - Parameter milliseconds: how far.
  public func advance(by milliseconds: Int64) {
    let listeners = state.withLock { state in
      state.now += milliseconds
      return state.listeners
    }
    for listener in listeners { listener() }
  }
}
