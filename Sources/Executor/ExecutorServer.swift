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

  /// Starts to listen; the routes may depend on the port that was given.
  ///
  /// - Parameter port: 0 takes any that is free.
  /// - Returns: the port.
  /// - Throws: where the port is taken.
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
    return try await started.port
  }

  /// Accepts no more connections, answers the requests under way, and breaks off those that are not
  /// answered within `grace`.
  ///
  /// The server must not be cancelled while it accepts: NIO ends the program for a connection that
  /// was accepted and then dropped by nobody's code.
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
    // How it ended is of no interest any more.
    _ = await run.task.result
    deadline.cancel()
  }

  /// The port once, or the error with which the start ended.
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

/// Between Hummingbird's requests and ours.
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
    if let authority = request.head.authority, message.header("host") == nil {
      message.headers.append((name: "host", value: authority))
    }
    if let rejection = routes.rejection(ofHead: message) { return rejection }
    do {
      let body = try await request.body.collect(upTo: WebhookHandler.longestBody)
      message.body = Array(body.readableBytesView)
    } catch is NIOTooManyBytesError {
      return .refusal(413, "The body has more than \(WebhookHandler.longestBody) bytes.")
    }
    return await routes.respond(to: message)
  }
}

extension Response {
  /// The length is ours to say, and so is whether there is a body: a client takes what it does not
  /// expect as the beginning of the next response.
  ///
  /// - Parameter toHead: whether the request was a HEAD, which gets the headers only.
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
