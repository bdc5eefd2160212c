import ArgumentParser
import Dispatch
import Frontend
import JSON
import TwilioSimulator

extension SMS {
  struct Chat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "A conversation in the terminal: each line is a text, replies appear as they arrive.",
      discussion:
        "It ends with the input, or with Ctrl-C. Replies are awaited for two seconds then.")

    @Option(help: "The phone's number; 'whatsapp:+…' for WhatsApp.")
    var from: String

    @Option(help: "The simulated number to send to; required if the project has several.")
    var to: String?

    @OptionGroup var address: DevAddress

    /// How long replies are awaited after the last line.
    private static let patience = Duration.seconds(2)

    func run() async throws {
      try await perform {
        try await address.with { client in
          let inbox = Inbox(phone: from, client)
          try await inbox.skip()
          if Terminal.readsFromPerson { Terminal.note("Type a text and press Enter; Ctrl-D ends.") }
          return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
              while true {
                try await Self.show(inbox)
                try await Task.sleep(for: .milliseconds(100))
              }
            }
            let status = try await sendLines(client)
            try await Task.sleep(for: Self.patience)
            group.cancelAll()
            return status
          }
        }
      }
    }

    private func sendLines(_ client: SimulatorClient) async throws -> ExitStatus {
      var status = ExitStatus.success
      for await line in Self.lines() where !line.allSatisfy(\.isWhitespace) {
        let delivery = try await client.send(TextMessage(line, from: from, to: to))
        if let problem = Delivery(delivery).problem {
          Terminal.complain(problem)
          status = .problemsFound
        }
      }
      return status
    }

    private static func show(_ inbox: Inbox) async throws {
      for message in try await inbox.next() {
        Terminal.write(
          "\(message["from"]?.string ?? "") › \(message["body"]?.string ?? "")\n")
      }
    }

    /// The lines of standard input, read on a thread of their own because reading blocks.
    private static func lines() -> AsyncStream<String> {
      AsyncStream { continuation in
        DispatchQueue.global().async {
          while let line = readLine() { continuation.yield(line) }
          continuation.finish()
        }
      }
    }
  }
}
