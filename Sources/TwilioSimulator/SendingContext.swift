import GRDB
import Text

/// What the account allows when a message is created.
struct SendingContext: Sendable {
  let access: SimulatorCredentials.Access
  /// The account's numbers, in order of assignment.
  let numbers: [String]
  /// Whether the recipient opted out of messages from this sender.
  private(set) var isOptedOut = false
  /// What becomes of the message.
  private(set) var outcome = DeliveryOutcome()
  /// The messaging service; nil if the account does not have it.
  private(set) var service: StoredResource?
  /// The numbers of the service.
  private(set) var pool: [String] = []
  private(set) var application: StoredResource?
  private(set) var content: ContentTemplate?
  /// The kinds of resources that the account has. As long as it has none of a kind, every SID of that
  /// kind is accepted, so that projects run without setting them up.
  private(set) var kinds: Set<StoredResource.Kind> = []

  private init(access: SimulatorCredentials.Access, numbers: [String]) {
    self.access = access
    self.numbers = numbers
  }

  /// Whether a number may send. Twilio's test number belongs to every account.
  func owns(_ number: String) -> Bool {
    number == MagicNumbers.validSender || (access == .live && numbers.contains(number))
  }

  /// What a message with these parameters needs to know.
  /// - Parameter now: milliseconds since 1970.
  static func reading(
    _ store: SimulatorStore, for parameters: MessageParameters, account: String,
    _ access: SimulatorCredentials.Access, numbers: [String], now: Int64
  ) async throws -> SendingContext {
    try await store.queue.read { database in
      var context = SendingContext(access: access, numbers: numbers)
      try context.read(for: parameters, account: account, now: now, database)
      return context
    }
  }

  private mutating func read(
    for parameters: MessageParameters, account: String, now: Int64, _ database: Database
  ) throws {
    guard access == .live else { return }
    let to = parameters["To"] ?? ""
    for kind in [StoredResource.Kind.service, .application, .content] {
      let all = try SimulatorStore.resources(kind, account: account, database)
      if !all.isEmpty { kinds.insert(kind) }
    }
    func resource(_ kind: StoredResource.Kind, _ sid: String?) throws -> StoredResource? {
      try sid.flatMap { try SimulatorStore.resource(kind, $0, account: account, database) }
    }
    service = try resource(.service, parameters.service)
    application = try resource(.application, parameters["ApplicationSid"])
    content = try resource(.content, parameters["ContentSid"]).map(ContentTemplate.init)
    if let service {
      pool = try SimulatorStore.resources(
        .servicePhoneNumber, account: account, parent: service.sid, database
      ).compactMap { $0["PhoneNumber"] }
    }
    isOptedOut = try SimulatorStore.isOptedOut(
      to, from: parameters.service ?? parameters.sender ?? "", database)
    outcome = try SimulatorStore.outcome(of: to, database)
    guard outcome == DeliveryOutcome(), PhoneNumber.isWhatsApp(to), let sender = parameters.sender,
      parameters["ContentSid"] == nil
    else { return }
    // WhatsApp only delivers templates to people who have not written within a day.
    let last = try SimulatorStore.lastReceived(from: to, by: sender, database)
    if last.map({ now - $0 > 86_400_000 }) ?? true {
      outcome.status = .undelivered
      outcome.errorCode = DeliveryError.outsideWindow
    }
  }
}
