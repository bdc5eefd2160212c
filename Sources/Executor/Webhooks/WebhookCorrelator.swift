import Engine
import FEEL
import JSON

/// Brings a request to the elements that it is for.
///
/// Instances that wait come first; where none waits, start events begin new ones; where there is
/// no start event either, the message is kept for the one element that may come to wait for it.
struct WebhookCorrelator: Sendable {
  let engine: any ProcessEngine
  let environment: FEELEnvironment

  /// What one element made of a request.
  struct Effect: Sendable {
    enum Kind: Sendable, Equatable {
      case created(instance: EngineKey)
      case correlated(message: EngineKey, instance: EngineKey)
      case published(message: EngineKey)
      /// The engine has this message already.
      case repeated
    }

    var element: WebhookElement
    var kind: Kind

    var words: String {
      switch kind {
      case .created(let instance): "started instance \(instance)"
      case .correlated(_, let instance): "went on in instance \(instance)"
      case .published: "published its message"
      case .repeated: "the message had arrived before"
      }
    }

    /// `correlation`, as response expressions see it.
    var json: JSONValue {
      let key = { (key: EngineKey) in JSONValue.number(String(key)) }
      let tenant = ("tenantId", JSONValue.string("<default>"))
      return switch kind {
      case .created(let instance): .object([("processInstanceKey", key(instance)), tenant])
      case .correlated(let message, let instance):
        .object([("messageKey", key(message)), ("processInstanceKey", key(instance)), tenant])
      case .published(let message): .object([("messageKey", key(message)), tenant])
      case .repeated: .null
      }
    }
  }

  func correlate(_ payload: WebhookPayload, _ elements: [WebhookElement]) async throws -> [Effect] {
    let waiting = elements.filter(\.route.kind.waits)
    let starts = elements.filter { !$0.route.kind.waits }
    var effects: [Effect] = []
    // One message name stands for one message, however many elements wait for it.
    for element in waiting.unique(by: \.messageIdentity) {
      // Where a start event may take the request, a missing key only rules this element out.
      let isAlone = starts.isEmpty && waiting.count == 1
      let key = isAlone ? try self.key(payload, element) : try? self.key(payload, element)
      if let key, let effect = try await wake(payload, element, key: key) { effects.append(effect) }
    }
    if !effects.isEmpty { return effects }
    if !starts.isEmpty {
      for element in starts.unique(by: \.messageIdentity) {
        effects.append(try await start(payload, element))
      }
      return effects
    }
    let candidates = waiting.unique(by: \.messageIdentity)
    guard candidates.count == 1 else {
      throw ConnectorError.input(
        "No instance waits for this request, and \(candidates.count) elements could come to: "
          + candidates.map(\.route.label).joined(separator: ", ")
          + ". Give them activation conditions that tell their requests apart.")
    }
    return [try await publish(payload, candidates[0], key: key(payload, candidates[0]))]
  }

  private func wake(
    _ payload: WebhookPayload, _ element: WebhookElement, key: String
  ) async throws -> Effect? {
    do {
      let correlation = try await engine.correlateMessage(
        CorrelateMessageRequest(
          name: element.route.messageName ?? "", correlationKey: key,
          variables: variables(payload, element)))
      return Effect(
        element: element,
        kind: .correlated(message: correlation.messageKey, instance: correlation.instanceKey))
    } catch let error as EngineError where error.code == .notFound {
      return nil
    }
  }

  private func start(_ payload: WebhookPayload, _ element: WebhookElement) async throws -> Effect {
    if element.route.kind == .messageStart {
      let key = element.correlationKey == nil ? "" : try self.key(payload, element)
      return try await publish(payload, element, key: key)
    }
    let instance = try await engine.createInstance(
      CreateInstanceRequest(
        .id(element.route.processID), variables: variables(payload, element)))
    return Effect(element: element, kind: .created(instance: instance.key))
  }

  private func publish(
    _ payload: WebhookPayload, _ element: WebhookElement, key: String
  ) async throws -> Effect {
    do {
      let message = try await engine.publishMessage(
        PublishMessageRequest(
          name: element.route.messageName ?? "", correlationKey: key,
          messageID: messageID(payload, element), timeToLive: element.timeToLive,
          variables: variables(payload, element)))
      return Effect(element: element, kind: .published(message: message))
    } catch let error as EngineError where error.code == .alreadyExists {
      return Effect(element: element, kind: .repeated)
    }
  }

  private func key(
    _ payload: WebhookPayload, _ element: WebhookElement
  ) throws(ConnectorError) -> String {
    let value = try element.correlationKey?.evaluate(payload.json, in: environment) ?? .null
    guard let text = value.keyText else {
      throw .input("The correlation key of \(element.route.label) is null for this request.")
    }
    return text
  }

  /// Twilio's own id where the model gives no expression: a retry is then no second message.
  private func messageID(
    _ payload: WebhookPayload, _ element: WebhookElement
  ) throws(ConnectorError) -> String {
    guard let expression = element.messageID else {
      return element.route.isTwilio ? payload.messageSID ?? "" : ""
    }
    return try expression.evaluate(payload.json, in: environment).keyText ?? ""
  }

  /// The same mapping as for connectors that call out, over the payload.
  private func variables(
    _ payload: WebhookPayload, _ element: WebhookElement
  ) throws(ConnectorError) -> JSONObject {
    var variables = JSONObject()
    if let name = element.route.resultVariable { variables[name] = .object(payload.json) }
    guard let result = element.result else { return variables }
    switch try result.evaluate(payload.json, in: environment) {
    case .null: break
    case .object(let object): variables.merge(object)
    case let other:
      throw .input(
        "The result expression of \(element.route.label) must give a context, but gave "
          + "\(other.kindName).")
    }
    return variables
  }
}

extension WebhookElement {
  /// Elements with the same one take the same message.
  fileprivate var messageIdentity: String {
    route.messageName.map { "message \($0)" } ?? "start \(route.processID) \(route.elementID)"
  }
}

extension JSONValue {
  /// A key as the engine compares it: texts as they are, everything else as JSON; null is none.
  fileprivate var keyText: String? {
    switch self {
    case .null: nil
    case .string(let text): text
    default: text()
    }
  }
}

extension Array {
  /// The first element of each identity.
  fileprivate func unique<Identity: Hashable>(by identity: (Element) -> Identity) -> [Element] {
    var seen: Set<Identity> = []
    return filter { seen.insert(identity($0)).inserted }
  }
}
