package import HTTP
import Text
import XML

/// The messages that a webhook's response asks Twilio to send.
///
/// Supports `<Message>` in `<Response>` with text, `<Body>` and `<Media>`; and plain text, which
/// Twilio sends as one message. Other verbs are reported.
package struct TwiML: Sendable {
  /// The messages with their recipients; nil is the sender of the incoming message.
  package var messages: [(body: String, media: [String], to: String?)] = []
  /// Notes on the response for the user.
  package var remarks: [String] = []

  private static let maximumMessages = 10

  /// Parses a response.
  package init(_ response: ReceivedResponse) {
    let text = String(decoding: response.body, as: UTF8.self).trimmed
    guard !text.isEmpty else { return }
    let type = mediaTypeName(response.header("content-type") ?? "")
    if type == "text/plain" {
      messages = [(body: text, media: [], to: nil)]
      return
    }
    guard type.hasSuffix("/xml") || type.hasSuffix("+xml") || type == "text/html" else {
      remarks = [
        "The response has content type '\(type)'; Twilio accepts text/xml and text/plain."
      ]
      return
    }
    guard let root = XMLParser.parse(response.body, path: "answer").document?.root,
      root.name.local == "Response"
    else {
      remarks = ["The response is not TwiML: expected a <Response> element."]
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
      guard messages.count < Self.maximumMessages else {
        remarks.append(
          "Twilio sends at most \(Self.maximumMessages) replies to one message (14109).")
        break
      }
      guard !(body.isEmpty && media.isEmpty),
        body.unicodeScalars.count <= SMSSegments.maximumBodyLength
      else {
        remarks.append(
          "A <Message> needs text of at most \(SMSSegments.maximumBodyLength) characters, or media "
            + "(14103).")
        continue
      }
      messages.append((body: body, media: media, to: verb["to"]))
    }
  }
}
