import GRDB
import Text

/// Moves messages on: carries out the transitions that are due.
struct Carrier: Sendable {
  let store: SimulatorStore
  let numbers: ServedNumbers

  /// Carries out all transitions up to a time, in one transaction.
  /// - Parameter now: milliseconds since 1970.
  func advance(to now: Int64) async throws {
    guard let due = try await store.nextDue(), due <= now else { return }
    let numbers = numbers.current
    try await store.queue.write { database in
      for var message in try SimulatorStore.due(now, database) {
        while let step = message.steps.first, step.time <= now {
          message.steps.removeFirst()
          try Self.apply(step, to: &message, numbers, database)
        }
        try SimulatorStore.update(message, database)
      }
    }
  }

  /// Stores a changed message, and carries out its transitions that are due.
  func update(_ message: TwilioMessage, now: Int64) async throws -> TwilioMessage {
    let numbers = numbers.current
    let changed = try await store.queue.write { database in
      var message = message
      while let step = message.steps.first, step.time <= now {
        message.steps.removeFirst()
        try Self.apply(step, to: &message, numbers, database)
      }
      try SimulatorStore.update(message, database)
      return message
    }
    store.changed()
    return changed
  }

  /// The number that a messaging service chooses: the last one that the recipient got a message
  /// from, otherwise the one that has not been used for the longest time. A service that was not set
  /// up has all numbers of the project, and prefers the first.
  private static func sender(
    of message: TwilioMessage, _ numbers: SimulatorNumbers, _ database: Database
  ) throws -> String? {
    let service = try message.messagingService.flatMap {
      try SimulatorStore.resource(.service, $0, account: message.account, database)
    }
    let pool =
      try service.map { service in
        try SimulatorStore.resources(
          .servicePhoneNumber, account: message.account, parent: service.sid, database
        ).compactMap { $0["PhoneNumber"] }
      } ?? numbers.all
    let last = try SimulatorStore.lastUses(of: pool, to: message.to, database)
    if service?["StickySender"] != "false", let last = last.toRecipient { return last }
    return service == nil ? pool.first : pool.min { last.any[$0] ?? 0 < last.any[$1] ?? 0 }
  }

  private static func apply(
    _ step: MessageStep, to message: inout TwilioMessage, _ numbers: SimulatorNumbers,
    _ database: Database
  ) throws {
    var step = step
    if step.status == .queued, message.from.isEmpty {
      if let number = try sender(of: message, numbers, database) {
        message.from = PhoneNumber.isWhatsApp(message.to) ? PhoneNumber.onWhatsApp(number) : number
      } else {
        step.status = .failed
        step.errorCode = DeliveryError.noSender
        message.steps = []
      }
    }
    // The recipient may have opted out since the message was scheduled.
    if step.status == .queued,
      try SimulatorStore.isOptedOut(
        message.to, from: message.messagingService ?? message.from, database)
    {
      step.status = .failed
      step.errorCode = DeliveryError.optedOut
      message.steps = []
    }
    message.status = step.status
    message.errorCode = step.errorCode
    message.updated = step.time
    if step.status == .sent { message.sent = step.time }
    guard let callback = message.callback, step.isReported else { return }
    try CallbackQueue.add(
      WebhookCall(callback.method, callback.url, StatusFields(message).form), for: message.sid,
      database)
  }
}
