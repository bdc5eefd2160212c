package import EngineProtocol
package import FEEL
package import HTTP
import JSON
package import Secrets
import Storage

/// Handles requests to webhook paths: authenticates the sender and routes the request to its
/// elements.
///
/// Deliberate differences from the official runtime: signature and authentication are checked
/// before any expression is evaluated, a missing signature is a 401, and a retried delivery gets
/// the same response without being carried out again.
package struct WebhookHandler: Sendable {
  private let webhooks: ServedWebhooks
  private let address: WebhookAddress
  private let secrets: any SecretProvider
  private let keys: SigningKeys
  private let correlator: WebhookCorrelator
  private let results: ProcessResults
  private let documents: DocumentStore
  private let environment: FEELEnvironment
  private let log: ExecutorLog

  /// Creates a handler.
  /// - Parameters:
  ///   - address: how senders reach this server.
  ///   - keys: verify tokens.
  ///   - documents: stores the parts of multipart bodies.
  ///   - limit: how long a synchronous response waits for an instance to end.
  package init(
    webhooks: ServedWebhooks, address: WebhookAddress, secrets: any SecretProvider,
    keys: SigningKeys, documents: DocumentStore, engine: any ProcessEngine,
    environment: FEELEnvironment, log: ExecutorLog,
    limit: Duration = .seconds(10)
  ) {
    self.webhooks = webhooks
    self.address = address
    self.secrets = secrets
    self.keys = keys
    correlator = WebhookCorrelator(engine: engine, environment: environment, log: log)
    self.documents = documents
    results = ProcessResults(engine: engine, limit: limit)
    self.environment = environment
    self.log = log
  }

  /// The response that rejects a request before its body is read; nil to read it.
  /// - Parameter path: in the form that `respond` takes.
  package func rejection(ofHead request: ServerRequest, path: String) -> ServerResponse? {
    guard let elements = webhooks.table[path: path] else { return .empty(404) }
    let admission = WebhookAdmission(secrets: secrets, environment: environment, log: log)
    guard admission.rejects(head: request, to: elements) else { return nil }
    var request = WebhookRequest(request, url: address.url(of: request))
    // Only for the log and the response: it rejects the request.
    do throws(WebhookAdmission.Rejection) {
      _ = try admission.admit(&request, to: elements)
    } catch .response(let response) {
      return response
    } catch {}
    return nil
  }

  /// Responds to a request.
  /// - Parameter path: the last segment of the request path, decoded. It may be a secret.
  package func respond(to request: ServerRequest, path: String) async -> ServerResponse {
    guard let elements = webhooks.table[path: path], let id = elements.first?.route.id else {
      return .empty(404)
    }
    guard request.body.count <= ServerRequest.maximumBodySize else { return .bodyTooLarge }
    let keySets = await TokenAuthentication.keySets(
      for: request, to: elements, secrets: SecretResolver(provider: secrets), keys)
    var request = WebhookRequest(request, url: address.url(of: request))
    let addressees: [Addressee]
    do {
      addressees = try WebhookAdmission(
        secrets: secrets, environment: environment, log: log,
        verification: .init(keySets: keySets, now: keys.time)
      ).admit(&request, to: elements)
    } catch {
      switch error {
      case .response(let response): return response
      case .missing(let secret):
        log.error("Webhook \(id): \(secret.message)")
        return .empty(500)
      }
    }
    return await answer(request, id: id, addressees)
  }

  private func answer(
    _ request: WebhookRequest, id: String, _ addressees: [Addressee]
  ) async -> ServerResponse {
    do {
      if let response = try verification(addressees) { return response }
      let identity = DeliveryIdentity(request, to: addressees)
      // With the documents that were stored for the request.
      var addressees = addressees
      let disposition = try await correlator.once(identity) {
        addressees = try await storingDocuments(of: try active(addressees, id: id))
        return addressees
      }
      switch disposition {
      case .carriedOut(let effects):
        for effect in effects {
          log.info("Webhook \(id): \(effect.summary) (\(effect.element.route.label)).")
        }
        return try await response(to: addressees, WebhookOutcome(effects))
      case .repeated(let outcome):
        log.info("Webhook \(id): repeated delivery; not carried out again.")
        return try await response(to: addressees, outcome)
      case .forged:
        log.warning(
          "Webhook \(id): the signature was already used with other parameters; request rejected.")
        return .refusal(401, "The signature is wrong.")
      }
    } catch let unmatched as Unmatched {
      return unmatched.response
    } catch let error as ConnectorError {
      log.warning("Webhook \(id): \(error.message)")
      return .json(422, .object([("message", .string(error.message))]))
    } catch let timeout as ProcessResults.Timeout {
      log.warning("Webhook \(id): \(timeout.message)")
      return .json(504, .object([("message", .string(timeout.message))]))
    } catch let error as EngineError {
      log.warning("Webhook \(id): the engine rejected the request: \(error.message)")
      return .json(
        error.code.httpStatus,
        .object([("status", .string(error.code.rawValue)), ("message", .string(error.message))]))
    } catch {
      log.error("Webhook \(id): \(error)")
      return .empty(500)
    }
  }

  /// The immediate response to a challenge or similar, which starts nothing.
  private func verification(
    _ addressees: [Addressee]
  ) throws(ConnectorError) -> ServerResponse? {
    for addressee in addressees {
      guard let verification = addressee.element.verification else { continue }
      let value = try verification.evaluate(
        FEELContext([("request", addressee.payload.values["request"] ?? .null)]),
        secrets: secrets, in: environment)
      if !value.isNull { return try ServerResponse(reply: value) }
    }
    return nil
  }

  // MARK: What they want

  /// No activation condition is true.
  private struct Unmatched: Error {
    var response: ServerResponse
  }

  /// The elements whose activation condition is true.
  private func active(_ addressees: [Addressee], id: String) throws -> [Addressee] {
    let active = try addressees.filter { addressee in
      guard let condition = addressee.element.activationCondition else { return true }
      return try condition.evaluate(addressee.payload.values, in: environment).bool == true
    }
    guard !active.isEmpty else {
      log.info("Webhook \(id): no activation condition is true for this request.")
      let isConsumed = addressees.contains { $0.route.consumesUnmatchedEvents }
      throw Unmatched(
        response: isConsumed
          ? .empty(200) : .json(422, .object([("consumeUnmatched", .bool(false))])))
    }
    return active
  }

  /// Stores the parts of a multipart body, once for all elements.
  private func storingDocuments(of addressees: [Addressee]) async throws -> [Addressee] {
    guard let parts = addressees.lazy.map(\.payload.parts).first(where: { !$0.isEmpty }) else {
      return addressees
    }
    let references = try await documents.add(
      parts.map {
        DocumentTable.Document(
          bytes: $0.bytes, contentType: $0.contentType ?? "text/plain",
          fileName: $0.filename ?? $0.name)
      })
    return addressees.map { addressee in
      guard !addressee.payload.parts.isEmpty else { return addressee }
      var addressee = addressee
      addressee.payload = addressee.payload.storing(references)
      return addressee
    }
  }

  /// The response to a request that was carried out, now or when it was first received.
  private func response(
    to addressees: [Addressee], _ outcome: WebhookOutcome
  ) async throws -> ServerResponse {
    guard let responder = outcome.responder,
      let addressee = addressees.first(where: {
        $0.route.processID == responder.processID && $0.route.elementID == responder.elementID
      })
    else { return .empty(200) }
    var correlation = responder.correlation
    if addressee.route.isSynchronous, addressee.route.kind == .start,
      let key = correlation["processInstanceKey"]?.int, var object = correlation.object
    {
      object["variables"] = .object(try await results.variables(of: EngineKey(key)))
      correlation = .object(object)
    }
    guard let expression = addressee.element.response else { return .empty(200) }
    // The request was carried out: a sender that gets an error would send it again.
    do {
      var context = addressee.payload.values
      context["correlation"] = FEELValue(correlation)
      let value = try expression.evaluate(context, secrets: secrets, in: environment)
      return value.isNull ? .empty(200) : try ServerResponse(reply: value)
    } catch {
      log.error(
        "Webhook \(addressee.route.id): \(error.message) The request was carried out nevertheless.")
      return .empty(200)
    }
  }
}
