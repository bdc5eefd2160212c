import ArgumentParser
import Frontend
import JSON
import TwilioSimulator

extension SMS {
  struct Wait: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Waits for the next message to a phone, and prints it.")

    @Option(help: "The phone's number; 'whatsapp:+…' for WhatsApp.")
    var from: String

    @Option(help: "Only accept a message that contains this text.")
    var text: String?

    @OptionGroup var address: DevAddress

    @Option(help: "How many seconds to wait.", transform: seconds)
    var timeout = 20

    func run() async throws {
      try await perform {
        try await address.with { client in
          let inbox = Inbox(phone: from, client)
          try await inbox.skip()
          let deadline = ContinuousClock.now + .seconds(timeout)
          while ContinuousClock.now < deadline {
            let messages = try await inbox.next().filter {
              text == nil || $0["body"]?.string?.contains(text ?? "") == true
            }
            if let message = messages.first {
              Terminal.write(ConversationFormatter([message]).text)
              return .success
            }
            try await Task.sleep(for: .milliseconds(50))
          }
          Terminal.complain("no message within \(timeout) seconds")
          return .problemsFound
        }
      }
    }
  }
}
