package import HTTP
import Text
import XML

/// The messages that a webhook's answer asks to send.
///
/// Understood are `<Message>` with its text, `<Body>` and `<Media>` in `<Response>`; and plain
/// text, which Twilio sends as one message. Other verbs are reported.
package struct TwiML: Sendable {
  /// What is sent, and to whom; nil for the sender of the message that is answered.
  package var messages: [(body: String, media: [String], to: String?)] = []
  /// What a person should know about the answer.
  package var remarks: [String] = []

  private static let mostMessages = 10

  /// Reads an answer.
  package init(_ response: ReceivedResponse) {
    let text = String(decoding: response.body, as: UTF8.self).trimmed
    guard !text.isEmpty else { return }
    let type = mediaTypeName(response.header("content-type") ?? "")
    if type == "text/plain" {
      messages = [(body: text, media: [], to: nil)]
      return
    }
    guard type.hasSuffix("/xml") || type.hasSuffix("+xml") || type == "text/html" else {
      remarks = ["The answer has the type '\(type)'; Twilio understands text/xml and text/plain."]
      return
    }
    guard let root = XMLParser.parse(response.body, path: "answer").document?.root,
      root.name.local == "Response"
    else {
      remarks = ["The answer is no TwiML: a <Response> was expected."]
      return
    }
    for verb in root.children {
      guard verb.name.local == "Message" else {
        remarks.append("The verb <\(verb.name.local)> is not simulated.")
        continue
      }
      let bodies = verb.children.filter { $0.name.local == "Body" }.map(\.text)
      let media = verb.children.filter { $0.name.local == "Media" }.map(\.text.trimmed)
      let body = (bodies.isEmpty ? verb.text : bodies.joined()).trimmed
      guard messages.count < Self.mostMessages else {
        remarks.append("Twilio sends at most \(Self.mostMessages) messages for one (14109).")
        break
      }
      guard !(body.isEmpty && media.isEmpty),
        body.unicodeScalars.count <= SMSSegments.longestBody
      else {
        remarks.append(
          "A <Message> needs a text of at most \(SMSSegments.longestBody) characters, or media "
            + "(14103).")
        continue
      }
      messages.append((body: body, media: media, to: verb["to"]))
    }
  }
}
