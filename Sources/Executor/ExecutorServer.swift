import Connectors
import HTTP
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// The HTTP server on the loopback interface.
final class ExecutorServer: Sendable {
  private struct Run {
    var services: ServiceGroup
    var task: Task<Void, any Error>
  }

  private let run = Mutex<Run?>(nil)

  /// Starts listening; the routes may depend on the assigned port.
  ///
  /// - Parameter port: 0 selects a free port.
  /// - Returns: the port.
  /// - Throws: `PortFault` if the port cannot be used.
  func start(
    port: Int, routes: @escaping @Sendable (_ port: Int) async throws -> ServerRoutes
  ) async throws -> Int {
    let started = Started()
    let logger = Logger(label: "bpmnc", factory: { _ in SwiftLogNoOpLogHandler() })
    let responder = RoutesResponder()
    let application = Application(
      responder: responder,
      configuration: ApplicationConfiguration(
        address: .hostname("127.0.0.1", port: port), serverName: nil),
      onServerRunning: { channel in
        do {
          let port = channel.localAddress?.port ?? port
          responder.set(try await routes(port))
          started.resume(.success(port))
        } catch {
          started.resume(.failure(error))
        }
      },
      logger: logger)
    let services = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [ServiceGroupConfiguration.ServiceConfiguration(service: application)],
        logger: logger))
    let task = Task {
      do {
        try await services.run()
      } catch {
        started.resume(.failure(error))
        throw error
      }
    }
    run.withLock { $0 = Run(services: services, task: task) }
    do {
      return try await started.port
    } catch let error as IOError {
      throw PortFault(port: port, code: error.errnoCode)
    }
  }

  /// Accepts no more connections, responds to the requests in progress, and interrupts those that
  /// take longer than `grace`.
  ///
  /// The server must not be cancelled while it accepts connections: NIO traps if a connection was
  /// accepted and then dropped without a handler.
  func stop(grace: Duration) async {
    let run = run.withLock { run in
      defer { run = nil }
      return run
    }
    guard let run else { return }
    await run.services.triggerGracefulShutdown()
    let deadline = Task {
      try await Task.sleep(for: grace)
      run.task.cancel()
    }
    // The result no longer matters.
    _ = await run.task.result
    deadline.cancel()
  }

  /// Receives the port once, or the error that ended the start.
  private final class Started: Sendable {
    private let (stream, continuation) = AsyncThrowingStream<Int, any Error>.makeStream()

    func resume(_ result: Result<Int, any Error>) {
      switch result {
      case .success(let port):
        continuation.yield(port)
        continuation.finish()
      case .failure(let error): continuation.finish(throwing: error)
      }
    }

    var port: Int {
      get async throws {
        for try await port in stream { return port }
        throw CancellationError()
      }
    }
  }
}

/// Adapts Hummingbird's requests and responses to ours.
private final class RoutesResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  private let routes = Mutex<ServerRoutes?>(nil)

  func set(_ routes: ServerRoutes) { self.routes.withLock { $0 = routes } }

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    Response(try await answer(to: request), toHead: request.method == .head)
  }

  private func answer(to request: Request) async throws -> ServerResponse {
    guard let routes = routes.withLock({ $0 }) else { return .empty(503) }
    var message = ServerRequest(
      method: request.method.rawValue, target: request.head.path ?? "/",
      headers: request.headers.map { (name: $0.name.rawName, value: $0.value) })
    if let authority = request.head.authority {
      // The first Host became the authority (RFC 9112, section 3.2).
      guard message.header("host") == nil else {
        return .refusal(400, "The request has several Host headers.")
      }
      message.headers.append((name: "host", value: authority))
    }
    if let rejection = routes.rejection(ofHead: message) { return rejection }
    let length = message.header("content-length").flatMap { Int($0) } ?? 0
    guard length <= ServerRequest.maximumBodySize else { return .bodyTooLarge }
    do {
      let body = try await request.body.collect(upTo: ServerRequest.maximumBodySize)
      message.body = Array(body.readableBytesView)
    } catch is NIOTooManyBytesError {
      return .bodyTooLarge
    }
    return await routes.respond(to: message)
  }
}

extension Response {
  /// Sets the length and the presence of a body explicitly: a client treats an unexpected body as
  /// the start of the next response.
  ///
  /// - Parameter toHead: whether the request was a HEAD, which gets only headers.
  fileprivate init(_ response: ServerResponse, toHead: Bool) {
    let hasContent = response.status >= 200 && ![204, 304].contains(response.status)
    var fields = HTTPFields()
    for (name, value) in response.headers {
      guard let name = HTTPField.Name(name), name != .contentLength, name != .transferEncoding,
        hasContent || !Self.contentFields.contains(name)
      else { continue }
      fields.append(HTTPField(name: name, value: value))
    }
    if hasContent { fields[.contentLength] = "\(response.body.count)" }
    self.init(
      status: HTTPResponse.Status(code: response.status), headers: fields,
      body: hasContent && !toHead
        ? ResponseBody(byteBuffer: ByteBuffer(bytes: response.body)) : ResponseBody())
  }

  private static var contentFields: [HTTPField.Name] {
    [.contentType, .contentEncoding, .contentLanguage, .contentRange]
  }
}
