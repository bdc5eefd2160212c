@preconcurrency import Dispatch
import Glibc

/// Ctrl-C or SIGTERM; recorded from creation on, until it is waited for.
final class Interruption: Sendable {
  private let signals: AsyncStream<Void>
  private let sources: [any DispatchSourceSignal]

  init() {
    let (signals, continuation) = AsyncStream<Void>.makeStream()
    self.signals = signals
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
  }

  func wait() async {
    for await _ in signals { break }
    for source in sources { source.cancel() }
  }
}
