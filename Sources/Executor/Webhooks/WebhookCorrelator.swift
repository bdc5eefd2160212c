import Engine
import FEEL
import JSON

/// Brings a request to the elements that it is for.
///
/// Instances that wait come first; where none waits, start events begin new ones; where there is
/// no start event either, the message is kept for the element that may come to wait for it. All
/// expressions are evaluated before anything is done.
struct WebhookCorrelator: Sendable {
  let engine: any ProcessEngine
  let environment: FEELEnvironment
  let log: ExecutorLog

  /// For how long a message that an instance took is refused if it comes again, in milliseconds,
  /// where its element does not ask for longer: Twilio gives up after minutes.
  static let retention: Int64 = 3_600_000

  /// What one element made of a request.
  struct Effect: Sendable {
    enum Kind: Sendable, Equatable {
      case created(instance: EngineKey)
      case correlated(message: EngineKey, instance: EngineKey)
      case published(message: EngineKey)
      /// The engine has had this message already.
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

  /// - Returns: what was done, or the one element that had its message before.
  func correlate(_ addressees: [Addressee]) async throws -> [Effect] {
    let starts = addressees.filter { !$0.route.kind.waits }.map(prepare)
    let waiting = try candidates(addressees.filter(\.route.kind.waits), areAlone: starts.isEmpty)
    do {
      // A start event whose expressions fail is only a fault where it is its turn, below.
      try await refuseKnown(waiting + starts.compactMap { try? $0.get() })
      let woken = try await wake(waiting)
      if !woken.isEmpty { return woken }
      return starts.isEmpty
        ? [try await keep(waiting)] : try await start(starts.map { try $0.get() })
    } catch let known as Known {
      return [Effect(element: known.element, kind: .repeated)]
    }
  }

  /// A message that the engine has had already: all of the request was carried out then.
  private struct Known: Error {
    var element: WebhookElement
  }

  private func prepare(_ addressee: Addressee) -> Result<WebhookMessage, ConnectorError> {
    Result { () throws(ConnectorError) in try WebhookMessage(addressee, in: environment) }
  }

  /// The elements that can take a request if an instance waits there: an expression that fails
  /// rules out its own element only, as long as another is left.
  private func candidates(
    _ addressees: [Addressee], areAlone: Bool
  ) throws(ConnectorError) -> [WebhookMessage] {
    var candidates: [WebhookMessage] = []
    var failure: ConnectorError?
    for addressee in addressees {
      do { candidates.append(try prepare(addressee).get()) } catch {
        failure = failure ?? error
        log.info("Webhook \(addressee.route.id): \(addressee.route.label) is out: \(error.message)")
      }
    }
    if let failure, candidates.isEmpty, areAlone { throw failure }
    return candidates
  }

  /// One request may be several messages, of which an earlier delivery brought only those that an
  /// element waited for then. Without this check another element, which waits now, would take it.
  private func refuseKnown(_ messages: [WebhookMessage]) async throws {
    let groups = messages.grouped
    guard groups.count > 1 else { return }
    for group in groups {
      guard let identity = group[0].identity, !identity.id.isEmpty else { continue }
      do {
        _ = try await engine.correlateMessage(
          CorrelateMessageRequest(
            name: identity.name, correlationKey: identity.correlationKey, messageID: identity.id,
            receivers: []))
      } catch let error as EngineError where error.code == .alreadyExists {
        throw Known(element: group[0].element)
      } catch let error as EngineError where error.code == .notFound {
        continue
      }
    }
  }

  // MARK: Waiting elements

  /// Each element of a message gets it with variables of its own.
  private func wake(_ messages: [WebhookMessage]) async throws -> [Effect] {
    var effects: [Effect] = []
    for group in messages.grouped {
      guard let identity = group[0].identity else { continue }
      do {
        let correlation = try await engine.correlateMessage(
          CorrelateMessageRequest(
            name: identity.name, correlationKey: identity.correlationKey, messageID: identity.id,
            retention: group.map(\.element.timeToLive).reduce(Self.retention, max),
            receivers: group.map {
              MessageReceiver(
                processID: $0.route.processID, elementID: $0.route.elementID,
                variables: $0.variables)
            }))
        effects += correlation.receivers.map { receiver in
          let message = group.first {
            $0.route.processID == receiver.processID && $0.route.elementID == receiver.elementID
          }
          return Effect(
            element: (message ?? group[0]).element,
            kind: .correlated(
              message: correlation.messageKey, instance: receiver.instanceKey))
        }
      } catch let error as EngineError where error.code == .notFound {
        continue
      } catch let error as EngineError where error.code == .alreadyExists {
        throw Known(element: group[0].element)
      }
    }
    return effects
  }

  /// Nothing waits: the message is kept, if all that may come to wait for it would get the same.
  private func keep(_ messages: [WebhookMessage]) async throws -> Effect {
    guard let message = messages.ifInterchangeable else {
      throw ConnectorError.input(
        "No instance waits for this request, and \(messages.count) elements could come to: "
          + messages.map(\.route.label).joined(separator: ", ")
          + ". Give them activation conditions that tell their requests apart.")
    }
    return try await publish(message)
  }

  // MARK: Start events

  /// Those without a message come last: an engine that knows the message of another has had them.
  private func start(_ messages: [WebhookMessage]) async throws -> [Effect] {
    let published = try messages.filter { $0.identity != nil }.grouped.map { group in
      guard let message = group.ifInterchangeable else {
        throw ConnectorError.input(
          "The start events \(group.map(\.route.label).joined(separator: ", ")) have one message "
            + "name, but make different variables of this request. Give each a message of its own.")
      }
      return message
    }
    var effects: [Effect] = []
    for message in published { effects.append(try await publish(message)) }
    for message in messages where message.identity == nil {
      let instance = try await engine.createInstance(
        CreateInstanceRequest(.id(message.route.processID), variables: message.variables))
      effects.append(Effect(element: message.element, kind: .created(instance: instance.key)))
    }
    return effects
  }

  private func publish(_ message: WebhookMessage) async throws -> Effect {
    let identity = message.identity
    do {
      let key = try await engine.publishMessage(
        PublishMessageRequest(
          name: identity?.name ?? "", correlationKey: identity?.correlationKey ?? "",
          messageID: identity?.id ?? "", timeToLive: message.element.timeToLive,
          variables: message.variables))
      return Effect(element: message.element, kind: .published(message: key))
    } catch let error as EngineError where error.code == .alreadyExists {
      throw Known(element: message.element)
    }
  }
}

extension [WebhookMessage] {
  /// Those with one identity together, in their order.
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

  /// The first message, where any of the others would do as well.
  fileprivate var ifInterchangeable: WebhookMessage? {
    first.flatMap { first in allSatisfy(first.isInterchangeable) ? first : nil }
  }
}
