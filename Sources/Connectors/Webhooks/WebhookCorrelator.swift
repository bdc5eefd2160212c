import EngineProtocol
import FEEL
import JSON

/// Routes a request to the elements it is for.
///
/// Waiting instances come first; if none waits, start events create instances; if there is no start
/// event either, the message is buffered. All expressions are evaluated before anything is done,
/// and the engine carries out all of it or nothing.
struct WebhookCorrelator: Sendable {
  let engine: any ProcessEngine
  let environment: FEELEnvironment
  let log: ExecutorLog

  /// How long a correlated message is rejected if it is sent again, in milliseconds, unless its
  /// element sets a longer time: Twilio gives up after minutes.
  static let retention: Int64 = 3_600_000

  /// What one element did with a request.
  struct Effect: Sendable {
    enum Kind: Sendable, Equatable {
      case created(instance: EngineKey)
      case correlated(message: EngineKey, instance: EngineKey)
      case published(message: EngineKey)
      /// The engine has already received this message.
      case repeated
    }

    var element: CompiledWebhook
    var kind: Kind

    var summary: String {
      switch kind {
      case .created(let instance): "started instance \(instance)"
      case .correlated(_, let instance): "continued instance \(instance)"
      case .published: "published its message"
      case .repeated: "ignored a message received before"
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

  /// What became of a delivery.
  enum Disposition: Sendable {
    case carriedOut([Effect])
    /// It was carried out before.
    case repeated(WebhookOutcome)
    /// Its signature was received before, with different content.
    case forged
  }

  /// How long deliveries are remembered, in milliseconds: a day, by when senders have given up.
  private static let deliveryRetention: Int64 = 86_400_000

  /// Carries out a delivery once. A failed delivery may be tried again.
  /// - Parameter addressees: the elements that want the request.
  func once(
    _ identity: DeliveryIdentity?, _ addressees: () async throws -> [Addressee]
  ) async throws -> Disposition {
    do {
      return try await correlate(try await addressees(), identity)
    } catch let failure {
      // It may have been carried out before; and its signature stands for its content from now on.
      guard let identity else { throw failure }
      switch try await engine.deliver(InboundDelivery(receipt: receipt(for: identity) { _ in [] }))
      {
      case .repeated(let note): return .repeated(WebhookOutcome(note: note))
      case .forged: return .forged
      case .correlated, .started, .kept, .unmatched: throw failure
      }
    }
  }

  private func receipt(
    for identity: DeliveryIdentity, _ effects: @escaping @Sendable (DeliveryResult) -> [Effect]
  ) -> DeliveryReceipt {
    DeliveryReceipt(
      id: identity.key, content: identity.signedContent ?? "", isUnique: identity.isUnique,
      retention: Self.deliveryRetention, note: { WebhookOutcome(effects($0)).note })
  }

  private func correlate(
    _ addressees: [Addressee], _ identity: DeliveryIdentity?
  ) async throws -> Disposition {
    let beginning = addressees.filter { !$0.route.kind.waits }
    let starts = Result { () throws(ConnectorError) in try self.starts(beginning) }
    let waiting = try candidates(
      addressees.filter(\.route.kind.waits), areAlone: beginning.isEmpty)
    let groups = waiting.grouped.filter { $0[0].identity != nil }
    // If the expressions of a start event fail, that only matters when start events are used,
    // below.
    let begun = (try? starts.get()) ?? []
    let isSynchronous = waiting.contains(where: \.route.isSynchronous)
    let kept = beginning.isEmpty && !isSynchronous ? waiting.ifInterchangeable : nil
    let effects = { @Sendable (result: DeliveryResult) in
      Self.effects(of: result, waiting: waiting, groups: groups, begun: begun)
    }
    let delivery = InboundDelivery(
      waiting: groups.map(correlation), starts: begun.map(\.start),
      kept: kept?.publication, receipt: identity.map { receipt(for: $0, effects) })
    let result = try await engine.deliver(delivery)
    switch result {
    case .repeated(let note?): return .repeated(WebhookOutcome(note: note))
    case .forged: return .forged
    case .repeated(nil), .correlated, .started, .kept: return .carriedOut(effects(result))
    case .unmatched:
      _ = try starts.get()
      if isSynchronous { throw EngineError(.notFound, "No instance waits for this request.") }
      throw ConnectorError.input(
        "No instance waits for this request, and \(waiting.count) elements may wait for it later: "
          + waiting.map(\.route.label).joined(separator: ", ")
          + ". Add activation conditions that distinguish their requests.")
    }
  }

  /// What the engine did with a request; if it had received one of its messages before, the first
  /// element.
  private static func effects(
    of result: DeliveryResult, waiting: [WebhookMessage], groups: [[WebhookMessage]],
    begun: [WebhookMessage]
  ) -> [Effect] {
    switch result {
    case .repeated:
      (waiting + begun).prefix(1).map { Effect(element: $0.element, kind: .repeated) }
    case .correlated(let correlations):
      zip(groups, correlations).flatMap { group, correlation in
        correlation.map { effects(of: $0, on: group) } ?? []
      }
    case .started(let keys):
      zip(begun, keys).map { message, key in
        Effect(
          element: message.element,
          kind: message.identity == nil ? .created(instance: key) : .published(message: key))
      }
    case .kept(let key):
      waiting.prefix(1).map { Effect(element: $0.element, kind: .published(message: key)) }
    case .unmatched, .forged: []
    }
  }

  private func prepare(_ addressee: Addressee) -> Result<WebhookMessage, ConnectorError> {
    Result { () throws(ConnectorError) in try WebhookMessage(addressee, in: environment) }
  }

  /// The elements that can receive a request if an instance waits there. A failing expression only
  /// excludes its own element, as long as another one remains.
  private func candidates(
    _ addressees: [Addressee], areAlone: Bool
  ) throws(ConnectorError) -> [WebhookMessage] {
    var candidates: [WebhookMessage] = []
    var failure: ConnectorError?
    for addressee in addressees {
      do { candidates.append(try prepare(addressee).get()) } catch {
        failure = failure ?? error
        log.info(
          "Webhook \(addressee.route.id): \(addressee.route.label) is skipped: \(error.message)")
      }
    }
    if let failure, candidates.isEmpty, areAlone { throw failure }
    return candidates
  }

  /// Each element receives the message with its own variables.
  private func correlation(_ group: [WebhookMessage]) -> CorrelateMessageRequest {
    let identity = group[0].identity
    return CorrelateMessageRequest(
      name: identity?.name ?? "", correlationKey: identity?.correlationKey ?? "",
      messageID: identity?.id ?? "",
      retention: group.map(\.element.timeToLive).reduce(Self.retention, max),
      receivers: group.map {
        MessageReceiver(
          processID: $0.route.processID, elementID: $0.route.elementID, variables: $0.variables)
      })
  }

  private static func effects(
    of correlation: MessageCorrelation, on group: [WebhookMessage]
  ) -> [Effect] {
    correlation.receivers.map { receiver in
      let message = group.first {
        $0.route.processID == receiver.processID && $0.route.elementID == receiver.elementID
      }
      return Effect(
        element: (message ?? group[0]).element,
        kind: .correlated(message: correlation.messageKey, instance: receiver.instanceKey))
    }
  }

  /// The effects of start events. Of those that share a message, only the first, because it is one
  /// message.
  private func starts(
    _ addressees: [Addressee]
  ) throws(ConnectorError) -> [WebhookMessage] {
    var messages: [WebhookMessage] = []
    for addressee in addressees { messages.append(try prepare(addressee).get()) }
    var starts: [WebhookMessage] = []
    for group in messages.filter({ $0.identity != nil }).grouped {
      guard let message = group.ifInterchangeable else {
        throw ConnectorError.input(
          "The start events \(group.map(\.route.label).joined(separator: ", ")) have the same message "
            + "name, but map this request to different variables. Give each its own message.")
      }
      starts.append(message)
    }
    return starts + messages.filter { $0.identity == nil }
  }
}

extension WebhookMessage {
  fileprivate var start: InboundDelivery.Start {
    identity == nil
      ? .instance(CreateInstanceRequest(.id(route.processID), variables: variables))
      : .message(publication)
  }

  fileprivate var publication: PublishMessageRequest {
    PublishMessageRequest(
      name: identity?.name ?? "", correlationKey: identity?.correlationKey ?? "",
      messageID: identity?.id ?? "", timeToLive: element.timeToLive, variables: variables)
  }
}

extension [WebhookMessage] {
  /// Groups messages with the same identity, in their order.
  fileprivate var grouped: [[WebhookMessage]] {
    var groups: [[WebhookMessage]] = []
    for message in self {
      if let place = groups.firstIndex(where: { $0[0].identity == message.identity }) {
        groups[place].append(message)
      } else {
        groups.append([message])
      }
    }
    return groups
  }

  /// The first message, if all of them are interchangeable.
  fileprivate var ifInterchangeable: WebhookMessage? {
    first.flatMap { first in allSatisfy(first.isInterchangeable) ? first : nil }
  }
}
