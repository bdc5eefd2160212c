import Engine
import FEEL
import JSON
import Secrets

/// Answers requests to webhook paths: who sends, what they want, which element gets it.
///
/// Source: reference page connector-runtime, 3 and 4. Differences on purpose: signature and
/// authentication are checked before any expression runs, a missing signature is a 401, and a
/// retried delivery is answered again without doing anything.
struct WebhookHandler: Sendable {
  let table: WebhookTable
  let address: WebhookAddress
  let secrets: any SecretProvider
  let deliveries: DeliveryMemory
  let correlator: WebhookCorrelator
  let environment: FEELEnvironment
  /// Milliseconds since 1970.
  let now: @Sendable () -> Int64
  let log: ExecutorLog

  /// The longest body, in bytes.
  static let longestBody = 10 * 1024 * 1024

  func respond(to request: ServerRequest, id: String) async -> ServerResponse {
    guard let elements = table[id] else { return .empty(404) }
    guard request.body.count <= Self.longestBody else {
      return .refusal(413, "The body has more than \(Self.longestBody) bytes.")
    }
    do {
      let trusted = try trusted(elements, request)
      return try await answer(request, id: id, trusted)
    } catch {
      switch error {
      case .response(let response): return response
      case .missing(let secret):
        log.error("Webhook \(id): \(secret.message)")
        return .empty(500)
      }
    }
  }

  /// Why a request goes no further.
  private enum Stop: Error {
    case response(ServerResponse)
    case missing(MissingSecret)
  }

  // MARK: Who sends

  /// The elements that let this request in: each checks method, signature and authentication for
  /// itself. Where none does, the first one's refusal is the answer.
  private func trusted(
    _ elements: [WebhookElement], _ request: ServerRequest
  ) throws(Stop) -> [WebhookElement] {
    var refusal: ServerResponse?
    var trusted: [WebhookElement] = []
    for element in elements {
      if let reason = try self.refusal(element, request) {
        refusal = refusal ?? reason
      } else {
        trusted.append(element)
      }
    }
    if trusted.isEmpty { throw .response(refusal ?? .empty(404)) }
    return trusted
  }

  private func refusal(
    _ element: WebhookElement, _ request: ServerRequest
  ) throws(Stop) -> ServerResponse? {
    guard element.route.methods.isEmpty || element.route.methods.contains(request.method) else {
      return .refusal(405, "Method \(request.method) is not allowed here.")
    }
    var resolver = SecretResolver(provider: secrets)
    do {
      if let signature = element.signature {
        let key = try resolver.resolve(signature.secret)
        guard signature.accepts(request, url: address.url(of: request), key: key) else {
          let isMissing = request.header(signature.header) == nil
          log.warning(
            "Webhook \(element.route.id): the signature \(signature.header) is "
              + (isMissing
                ? "missing." : "wrong for \(address.url(of: request).prefix { $0 != "?" })."))
          return .refusal(401, isMissing ? "The signature is missing." : "The signature is wrong.")
        }
      }
      // An API key may stand in the body, so its locator sees the payload; nothing else does yet.
      let payload = (try? WebhookPayload(request))?.json ?? JSONObject()
      guard
        try element.authentication.accepts(request, payload: payload, &resolver, in: environment)
      else { return .refusal(401, "The credentials are missing or wrong.") }
      return nil
    } catch {
      throw .missing(error)
    }
  }

  // MARK: What they want

  private func answer(
    _ request: ServerRequest, id: String, _ elements: [WebhookElement]
  ) async throws(Stop) -> ServerResponse {
    let payload: WebhookPayload
    do { payload = try WebhookPayload(request) } catch {
      return .refusal(error.status, error.reason)
    }
    let delivery =
      elements.contains(where: \.route.isTwilio)
      ? payload.deliveryID.map { "\(id) \($0)" } : nil
    do {
      guard let delivery else { return try await carryOut(payload, id: id, elements) }
      let (response, isRepeated) = try await deliveries.answer(delivery, now: now()) {
        try await carryOut(payload, id: id, elements)
      }
      if isRepeated { log.info("Webhook \(id): a delivery was repeated; nothing was done again.") }
      return response
    } catch let error as ConnectorError {
      log.warning("Webhook \(id): \(error.message)")
      return .json(422, .object([("message", .string(error.message))]))
    } catch let error as EngineError {
      log.warning("Webhook \(id): the engine refused: \(error.message)")
      return .json(
        error.code.httpStatus,
        .object([("status", .string(error.code.rawValue)), ("message", .string(error.message))]))
    } catch {
      log.error("Webhook \(id): \(error)")
      return .empty(500)
    }
  }

  /// An immediate answer, such as to a challenge, that starts nothing.
  private func verification(
    _ payload: WebhookPayload, _ elements: [WebhookElement]
  ) throws(ConnectorError) -> ServerResponse? {
    for element in elements {
      guard let verification = element.verification else { continue }
      let value = try verification.evaluate(
        JSONObject([("request", payload.json["request"] ?? .null)]), secrets: secrets,
        in: environment)
      if !value.isNull { return try ServerResponse(reply: value) }
    }
    return nil
  }

  private func carryOut(
    _ payload: WebhookPayload, id: String, _ elements: [WebhookElement]
  ) async throws -> ServerResponse {
    if let response = try verification(payload, elements) { return response }
    return try await deliver(payload, id: id, elements)
  }

  private func deliver(
    _ payload: WebhookPayload, id: String, _ elements: [WebhookElement]
  ) async throws -> ServerResponse {
    var active: [WebhookElement] = []
    for element in elements {
      let isActive =
        try element.activationCondition?.evaluate(payload.json, in: environment).bool
      if element.activationCondition == nil || isActive == true { active.append(element) }
    }
    guard !active.isEmpty else {
      let isConsumed = elements.contains { $0.route.consumesUnmatchedEvents }
      log.info("Webhook \(id): no element's activation condition holds for this request.")
      return isConsumed
        ? .empty(200) : .json(422, .object([("consumeUnmatched", .bool(false))]))
    }
    let effects = try await correlator.correlate(payload, active)
    for effect in effects {
      log.info("Webhook \(id): \(effect.words) (\(effect.element.route.label)).")
    }
    guard let effect = effects.first(where: { $0.element.response != nil }),
      let expression = effect.element.response, effect.kind != .repeated
    else { return .empty(200) }
    // What was asked for is done: a sender that is told of an error would send it again.
    do {
      var context = payload.json
      context["correlation"] = effect.json
      let value = try expression.evaluate(context, secrets: secrets, in: environment)
      return value.isNull ? .empty(200) : try ServerResponse(reply: value)
    } catch {
      log.error("Webhook \(id): \(error.message) The request was carried out all the same.")
      return .empty(200)
    }
  }
}

extension EngineError.Code {
  /// The status in the official connector runtime's table (reference page, 3.6).
  var httpStatus: Int {
    switch self {
    case .invalidArgument: 400
    case .notFound: 404
    case .alreadyExists, .invalidState: 409
    case .unavailable: 503
    case .internal: 500
    }
  }
}
