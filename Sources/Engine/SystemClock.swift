import Glibc

/// The computer's clock.
public struct SystemClock: EngineClock {
  public init() {}

  public var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  public func delay(until time: Int64) -> Int64? { max(0, time - now) }

  public func onMove(_ body: @escaping @Sendable () -> Void) {}
}
