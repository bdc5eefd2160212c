import FEEL
import HTTP
import JSON
import Secrets
import Webhooks

/// Decides which elements of a webhook receive a request. Each checks method, signature and
/// authentication for itself, before any expression except the API key locator is evaluated.
struct WebhookAdmission: Sendable {
  let secrets: any SecretProvider
  let environment: FEELEnvironment
  let log: ExecutorLog
  var verification = WebhookAuthentication.Verification()

  /// Why a request is rejected.
  enum Rejection: Error {
    case response(ServerResponse)
    case missing(MissingSecret)
  }

  /// Whether every element rejects a request whatever its body is.
  ///
  /// Tokens are only read, not verified, because that may need a request of its own.
  func rejects(head request: ServerRequest, to elements: [CompiledWebhook]) -> Bool {
    elements.allSatisfy { element in
      let methods = element.route.methods
      if !methods.isEmpty, !methods.contains(request.method) { return true }
      if let signature = element.signature, (request.header(signature.header) ?? "").isEmpty {
        return true
      }
      switch element.authentication {
      case .none, .apiKey(_, locator: .some): return false
      case .token: return TokenAuthentication.token(in: request) == nil
      case .basic, .apiKey(_, locator: nil):
        var head = WebhookRequest(request, url: "")
        var resolver = SecretResolver(provider: secrets)
        do throws(WebhookAuthentication.Refusal) {
          try element.authentication.check(&head, &resolver, verification, in: environment)
        } catch .unauthorized {
          return true
        } catch {}
        // Other faults are reported with the whole request.
        return false
      }
    }
  }

  /// An element that accepts a request.
  struct Acceptance {
    var element: CompiledWebhook
    var coverage = Coverage()
    /// Whether the request has a valid Twilio signature.
    var hasTwilioSignature = false

    /// The parts of a request that expressions see.
    struct Coverage: Hashable {
      /// If the signature does not cover the body, anybody could have written it.
      var includesBody = true
      var includesQuery = true
    }
  }

  /// The elements that accept a request, each with the parts of it that it may see.
  /// - Throws: the first element's rejection if none accepts it.
  func admit(
    _ request: inout WebhookRequest, to elements: [CompiledWebhook]
  ) throws(Rejection) -> [Addressee] {
    var refusal: ServerResponse?
    var accepted: [Acceptance] = []
    var refused: [(CompiledWebhook, SecretResolver)] = []
    var mask = SecretMask()
    for element in elements {
      mask.add(element.pathMask)
      var resolver = SecretResolver(provider: secrets)
      do {
        accepted.append(try admit(&request, to: element, &resolver))
        mask.add(resolver.mask)
      } catch .response(let response) {
        refusal = refusal ?? response
        refused.append((element, resolver))
      } catch {
        throw error
      }
    }
    guard !accepted.isEmpty else { throw .response(refusal ?? .empty(404)) }
    for (element, resolver) in refused {
      mask.add(credentials(in: &request, of: element, resolver))
    }
    return try addressees(&request, accepted, mask)
  }

  /// Masks the credentials of an element that rejects the request for another reason: elements that
  /// accept it must not see them either.
  private func credentials(
    in request: inout WebhookRequest, of element: CompiledWebhook, _ resolver: SecretResolver
  ) -> SecretMask {
    var resolver = resolver
    // Invalid or unreadable credentials need no masking.
    try? element.authentication.check(&request, &resolver, verification, in: environment)
    return resolver.mask
  }

  private func admit(
    _ request: inout WebhookRequest, to element: CompiledWebhook, _ resolver: inout SecretResolver
  ) throws(Rejection) -> Acceptance {
    let route = element.route
    guard route.methods.isEmpty || route.methods.contains(request.method) else {
      throw .response(.refusal(405, "Method \(request.method) is not allowed here."))
    }
    var acceptance = Acceptance(element: element)
    if let signature = element.signature {
      let key: String
      do { key = try resolver.resolve(signature.secret) } catch { throw .missing(error) }
      guard signature.accepts(&request, key: key) else {
        throw unauthorized(
          route,
          request.header(signature.header) == nil
            ? "The signature is missing." : "The signature is wrong.",
          detail: "Expected in \(signature.header), for \(signedURL(request, route)).")
      }
      acceptance.hasTwilioSignature = signature.isTwilio
      acceptance.coverage = Acceptance.Coverage(
        includesBody: signature.coversBody(of: request),
        includesQuery: signature.coversQuery(of: request))
    }
    try authenticate(&request, element, &resolver)
    return acceptance
  }

  private func authenticate(
    _ request: inout WebhookRequest, _ element: CompiledWebhook, _ resolver: inout SecretResolver
  ) throws(Rejection) {
    let route = element.route
    do {
      try element.authentication.check(&request, &resolver, verification, in: environment)
    } catch {
      switch error {
      case .missing(let secret): throw .missing(secret)
      case .unreadable(let fault): throw .response(.refusal(fault.status, fault.reason))
      case .unauthorized(let reason, let detail):
        throw unauthorized(route, reason, detail: detail)
      case .forbidden(let reason): throw .response(.refusal(403, reason))
      case .unavailable(let reason):
        log.error("Webhook \(route.id) (\(route.label)): the token cannot be verified. \(reason)")
        throw .response(.refusal(503, "The token cannot be verified at the moment."))
      }
    }
  }

  private func unauthorized(_ route: WebhookRoute, _ reason: String, detail: String?) -> Rejection {
    log.warning(
      "Webhook \(route.id) (\(route.label)): \(reason)\(detail.map { " " + $0 } ?? "")")
    return .response(.refusal(401, reason))
  }

  /// The URL that the sender must have signed, with placeholders for its secrets.
  private func signedURL(_ request: WebhookRequest, _ route: WebhookRoute) -> String {
    request.url.dropLast(request.request.target.count) + WebhookURL.path(id: route.id)
  }

  private func addressees(
    _ request: inout WebhookRequest, _ accepted: [Acceptance], _ mask: SecretMask
  ) throws(Rejection) -> [Addressee] {
    var payloads: [Acceptance.Coverage: WebhookPayload] = [:]
    var addressees: [Addressee] = []
    for acceptance in accepted {
      logUncovered(request, acceptance)
      let payload: WebhookPayload
      if let known = payloads[acceptance.coverage] {
        payload = known
      } else {
        let json = mask.masking(try self.payload(&request, acceptance.coverage))
        let parts = acceptance.coverage.includesBody ? request.parts : []
        payload = WebhookPayload(
          json,
          parts: parts.map { part in
            var part = part
            part.bytes = mask.masking(part.bytes)
            return part
          })
        payloads[acceptance.coverage] = payload
      }
      addressees.append(
        Addressee(
          element: acceptance.element, payload: payload,
          hasTwilioSignature: acceptance.hasTwilioSignature))
    }
    return addressees
  }

  private func payload(
    _ request: inout WebhookRequest, _ coverage: Acceptance.Coverage
  ) throws(Rejection) -> JSONObject {
    do {
      return try request.payload(
        includesBody: coverage.includesBody, includesQuery: coverage.includesQuery)
    } catch {
      throw .response(.refusal(error.status, error.reason))
    }
  }

  private func logUncovered(_ request: WebhookRequest, _ acceptance: Acceptance) {
    let route = acceptance.element.route
    for (part, isLeftOut) in [
      ("body is", !acceptance.coverage.includesBody && !request.request.body.isEmpty),
      (
        "parameters of the query are",
        !acceptance.coverage.includesQuery && !request.request.query.isEmpty
      ),
    ] where isLeftOut {
      log.warning(
        "Webhook \(route.id) (\(route.label)): the \(part) ignored, because the signature of "
          + "this \(request.method) does not cover \(part.hasSuffix("is") ? "it" : "them").")
    }
  }
}

/// An element that receives a request, with the payload its expressions see, in which credentials
/// are `***`.
struct Addressee: Sendable {
  let element: CompiledWebhook
  var payload: WebhookPayload
  /// Whether the request has a valid Twilio signature.
  let hasTwilioSignature: Bool

  var route: WebhookRoute { element.route }
}

/// The payload of a request: as JSON, and as the FEEL values that all expressions share.
struct WebhookPayload: Sendable {
  let json: JSONObject
  /// The parts of a multipart body, as long as they are not stored.
  let parts: [MultipartBody.Part]
  let values: FEELContext

  init(_ json: JSONObject, parts: [MultipartBody.Part] = []) {
    self.json = json
    self.parts = parts
    values = FEELContext(json)
  }

  /// The payload with references to the stored parts.
  func storing(_ documents: [JSONValue]) -> WebhookPayload {
    var json = json
    json["documents"] = .array(documents)
    return WebhookPayload(json)
  }
}
