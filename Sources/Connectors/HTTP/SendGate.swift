import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Runs a preparation after a request has its connection and before its first byte is sent, and
/// records reliably whether anything was sent.
final class SendGate: Sendable {
  private struct State {
    var preparation: Task<Void, any Error>?
    var refusal: (any Error)?
    var isClosed = false
    var wasSent = false
  }

  private let willSend: @Sendable () async throws -> Void
  private let state = Mutex(State())
  private let (opening, opener) = AsyncStream.makeStream(of: Never.self)

  init(_ willSend: @escaping @Sendable () async throws -> Void) { self.willSend = willSend }

  /// Why the request was held back.
  var refusal: (any Error)? { state.withLock { $0.refusal } }

  /// Returns when the request is sent, or when the task is cancelled.
  func opened() async { for await _ in opening {} }

  /// Runs the preparation.
  fileprivate func prepare() async throws {
    let preparation = state.withLock { state in
      if state.isClosed { return Task<Void, any Error> { throw CancellationError() } }
      let preparation = Task { try await willSend() }
      state.preparation = preparation
      return preparation
    }
    do { try await preparation.value } catch {
      state.withLock { $0.refusal = error }
      throw error
    }
  }

  /// - Returns: false if it is too late to send the request.
  fileprivate func open() -> Bool {
    defer { opener.finish() }
    return state.withLock { state in
      state.wasSent = !state.isClosed
      return state.wasSent
    }
  }

  /// Closes the gate, and waits for a running preparation.
  /// - Returns: whether the request was sent.
  func close() async -> Bool {
    let (preparation, wasSent) = state.withLock { state in
      state.isClosed = true
      return (state.preparation, state.wasSent)
    }
    // Only wait for its end; `refusal` has its error.
    _ = await preparation?.result
    return wasSent
  }
}

/// The gates of unsent requests, by the id that a request passes to its connection in a header.
final class SendGates: Sendable {
  /// Removed before sending.
  static let header = "bpmnc-gate"

  private struct State {
    var gates: [String: SendGate] = [:]
    var last = 0
  }

  private let state = Mutex(State())

  func add(_ gate: SendGate) -> String {
    state.withLock { state in
      state.last += 1
      let id = String(state.last)
      state.gates[id] = gate
      return id
    }
  }

  func remove(_ id: String) { state.withLock { _ = $0.gates.removeValue(forKey: id) } }

  fileprivate func gate(_ id: String) -> SendGate? { state.withLock { $0.gates[id] } }

  /// Adds the handler to a connection, just before requests are encoded.
  var install: @Sendable (any Channel) -> EventLoopFuture<Void> {
    { channel in
      channel.eventLoop.submit {
        let pipeline = channel.pipeline.syncOperations
        let encoder = try pipeline.handler(type: HTTPRequestEncoder.self)
        try pipeline.addHandler(SendGateHandler(self), position: .after(encoder))
      }
    }
  }
}

/// Holds each request back on its connection until its gate is open.
private final class SendGateHandler: ChannelOutboundHandler {
  typealias OutboundIn = HTTPClientRequestPart
  typealias OutboundOut = HTTPClientRequestPart

  private let gates: SendGates
  /// The parts held back; nil if there are none.
  private var held: [(part: NIOAny, promise: EventLoopPromise<Void>?)]?

  init(_ gates: SendGates) { self.gates = gates }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if held != nil {
      held?.append((data, promise))
      return
    }
    guard case .head(var head) = unwrapOutboundIn(data),
      let id = head.headers.first(name: SendGates.header)
    else {
      context.write(data, promise: promise)
      return
    }
    head.headers.remove(name: SendGates.header)
    held = [(wrapOutboundOut(.head(head)), promise)]
    guard let gate = gates.gate(id) else {
      release(context, isOpen: false)
      return
    }
    context.eventLoop.makeFutureWithTask { try await gate.prepare() }
      .assumeIsolated().whenComplete { result in
        // A connection lost in the meantime has dropped everything.
        guard self.held != nil else { return }
        if case .success = result, gate.open() {
          self.release(context, isOpen: true)
        } else {
          self.release(context, isOpen: false)
        }
      }
  }

  func flush(context: ChannelHandlerContext) {
    if held == nil { context.flush() }
  }

  func handlerRemoved(context: ChannelHandlerContext) { drop() }

  private func release(_ context: ChannelHandlerContext, isOpen: Bool) {
    guard isOpen else {
      drop()
      context.close(promise: nil)
      return
    }
    let parts = held ?? []
    held = nil
    for (part, promise) in parts { context.write(part, promise: promise) }
    context.flush()
  }

  private func drop() {
    let parts = held ?? []
    held = nil
    for (_, promise) in parts { promise?.fail(ChannelError.ioOnClosedChannel) }
  }
}
