import ArgumentParser
import Frontend
import JSON
import TwilioSimulator

extension SMS {
  struct Send: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sends an SMS to a simulated number, signed and delivered as by Twilio.")

    @Argument(help: "The message text.")
    var text: String

    @Option(help: "The sender's phone number; 'whatsapp:+…' for WhatsApp.")
    var from: String

    @OptionGroup var details: TextArguments

    @OptionGroup var address: DevAddress

    @Flag(help: "Wait for a reply and print the conversation.")
    var wait = false

    @Option(help: "How many seconds to wait.", transform: seconds)
    var timeout = 20

    func run() async throws {
      try await perform {
        let message = try details.text(text, from: from)
        return try await address.with { client in try await send(message, client) }
      }
    }

    private func send(
      _ message: TextMessage, _ client: SimulatorClient
    ) async throws -> ExitStatus {
      let before = wait ? try await connect(client).count : 0
      let delivery = try await client.send(message)
      if let problem = Delivery(delivery).problem {
        Terminal.complain(problem)
        return .problemsFound
      }
      guard wait else {
        Terminal.write("delivered to \(delivery["message"]?["to"]?.string ?? "")\n")
        return .success
      }
      // Use the message's own number: on WhatsApp both sides have the prefix, whichever way they
      // were entered.
      let sender = delivery["message"]?["from"]?.string ?? from
      let deadline = ContinuousClock.now + .seconds(timeout)
      while ContinuousClock.now < deadline {
        let messages = try await client.conversation(with: sender)
        // The sent message and at least one reply.
        if messages.count >= before + 2, messages.last?["direction"]?.string != "inbound" {
          Terminal.write(ConversationFormatter(messages).text)
          return .success
        }
        try await Task.sleep(for: .milliseconds(50))
      }
      Terminal.complain("no reply within \(timeout) seconds")
      return .problemsFound
    }

    /// The conversation so far, once the executor is listening.
    private func connect(_ client: SimulatorClient) async throws -> [JSONValue] {
      let deadline = ContinuousClock.now + .seconds(timeout)
      while true {
        do {
          return try await client.conversation(with: from)
        } catch {
          if ContinuousClock.now >= deadline { throw error }
          try await Task.sleep(for: .milliseconds(100))
        }
      }
    }
  }
}
