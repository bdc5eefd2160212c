import ArgumentParser
import Frontend
import JSON
import TwilioSimulator

extension SMS {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the messages of a running 'bpmnc dev', oldest first.")

    @Option(help: "Only the messages of this phone; 'whatsapp:+…' for WhatsApp.")
    var from: String?

    @Flag(help: "Print Twilio's message resources as JSON.")
    var json = false

    @OptionGroup var address: DevAddress

    func run() async throws {
      try await perform {
        let messages = try await address.with { try await $0.conversation(with: from) }
        Terminal.write(
          json
            ? JSONValue.array(messages).text() + "\n" : ConversationFormatter(messages).text)
        return .success
      }
    }
  }
}
