import JSON
import Text

/// Formats a conversation: sender, recipient and text of each message.
struct ConversationFormatter {
  private let messages: [JSONValue]

  /// - Parameter messages: Twilio's message resources, oldest first.
  init(_ messages: [JSONValue]) {
    self.messages = messages
  }

  var text: String {
    messages.map { message in
      func member(_ name: String) -> String {
        (message[name]?.string ?? "").replacing("\r\n", with: "\n").escapingControls
      }
      let lines = member("body").split(separator: "\n", omittingEmptySubsequences: false)
      let body = lines.joined(separator: "\n" + String(repeating: " ", count: 4))
      return "  \(member("from")) → \(member("to"))\n    \(body)\n"
    }.joined()
  }
}
