import Connectors
import GRDB
import HTTP
import Text
import Twilio

/// Sends what the response to an incoming message asks for, and follows its redirects.
struct TwiMLReplies {
  let incoming: TwilioMessage
  /// The fields of the request, which redirects repeat.
  let fields: FormBody
  /// Masks secrets in what is stored; the phone received them.
  let mask: SecretMask
  let caller: WebhookCaller
  let numbers: SimulatorNumbers
  let now: @Sendable () -> Int64

  private(set) var sent: [TwilioMessage] = []
  private(set) var remarks: [String] = []
  private var attempted = 0

  private static let (maximumMessages, maximumDocuments) = (10, 50)

  init(
    incoming: TwilioMessage, fields: FormBody, mask: SecretMask, caller: WebhookCaller,
    numbers: SimulatorNumbers, now: @escaping @Sendable () -> Int64
  ) {
    self.incoming = incoming
    self.fields = fields
    self.mask = mask
    self.caller = caller
    self.numbers = numbers
    self.now = now
  }

  /// Executes a response, and the documents that it redirects to.
  /// - Parameter url: the URL that responded.
  /// - Returns: Twilio's code if the response, or that of a redirect, is not TwiML.
  mutating func execute(_ response: ReceivedResponse, at url: String) async throws -> Int? {
    var (response, url, documents) = (response, url, 1)
    while true {
      let document = TwiML(response)
      remarks += document.problems.map(\.text)
      if let failure = document.failure {
        remarks.append(failure.text)
        return failure.code
      }
      var next: (url: String, method: String)?
      for verb in document.verbs {
        switch verb {
        case .message(let message): try await send(message, at: url)
        case .redirect(let target, let method):
          next = (target.isEmpty ? url : URLParts.resolving(target, against: url) ?? target, method)
        }
      }
      guard let next else { return nil }
      documents += 1
      guard documents <= Self.maximumDocuments else {
        remarks.append("Twilio executes at most \(Self.maximumDocuments) documents. (14106)")
        return nil
      }
      let outcome = try await caller.call(WebhookCall(next.method, next.url, fields))
      remarks += outcome.remarks
      guard let answer = outcome.success else { return outcome.errorCode }
      (response, url) = (answer, outcome.url)
    }
  }

  private mutating func send(_ message: TwiML.Message, at url: String) async throws {
    attempted += 1
    guard attempted <= Self.maximumMessages else {
      remarks.append("Twilio sends at most \(Self.maximumMessages) replies to one message. (14109)")
      return
    }
    let (to, from) = (message.to ?? incoming.from, message.from ?? incoming.to)
    guard PhoneNumber.plain(to).isE164 else {
      remarks.append("The recipient '\(to)' is not a phone number. (14101)")
      return
    }
    guard from == incoming.to || numbers.all.contains(PhoneNumber.plain(from)) else {
      remarks.append("The sender '\(from)' is not a number of the account. (14102)")
      return
    }
    var callback: TwilioMessage.Callback?
    if let text = message.callback {
      guard let url = URLParts.resolving(text, against: url), URLParts(url) != nil else {
        remarks.append("The status callback '\(text)' is not a URL. (14105)")
        return
      }
      callback = TwilioMessage.Callback(url: url, method: message.callbackMethod)
    }
    try await add(message, to: to, from: from, callback)
  }

  private mutating func add(
    _ message: TwiML.Message, to: String, from: String, _ callback: TwilioMessage.Callback?
  ) async throws {
    let time = now()
    var reply = TwilioMessage(
      sid: SimulatorStore.newSID(hasMedia: !message.media.isEmpty), account: incoming.account,
      from: from, to: to, body: mask.masking(message.body), direction: .outboundReply,
      media: message.media, created: time)
    reply.callback = callback
    let added = try await caller.store.queue.write { [reply] database -> TwilioMessage? in
      guard try !SimulatorStore.isOptedOut(to, from: from, database) else { return nil }
      var reply = reply
      reply.steps = try SimulatorStore.outcome(of: to, database)
        .steps(from: time, isScheduled: false, hasSender: true)
      try SimulatorStore.insert(reply, database)
      return reply
    }
    guard let added else {
      remarks.append("The reply was not sent: \(to) has opted out. (21610)")
      return
    }
    sent.append(added)
    caller.store.changed()
  }
}
