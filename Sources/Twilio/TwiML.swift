package import HTTP
import Text
import XML

/// What a webhook's response asks Twilio to do: `<Message>` and `<Redirect>` in `<Response>`; or
/// plain text, which Twilio sends as one message.
///
/// Source: Twilio documentation, "TwiML for Programmable Messaging".
package struct TwiML: Sendable {
  /// A message to send.
  package struct Message: Sendable {
    /// The text; may be empty if there are media.
    package var body: String
    /// The URLs of its media.
    package var media: [String] = []
    /// The recipient; nil is the sender of the incoming message.
    package var to: String?
    /// The sender; nil is the number that received the incoming message.
    package var from: String?
    /// The URL for the status of the message, which may be relative to the document.
    package var callback: String?
    /// The method to call it with.
    package var callbackMethod = "POST"
  }

  /// A verb of the document.
  package enum Verb: Sendable {
    case message(Message)
    /// Continues with the document at a URL, which may be relative; empty is this document.
    case redirect(url: String, method: String)
  }

  /// An error or warning of Twilio's.
  package struct Problem: Sendable {
    /// The code in Twilio's "Error and Warning Dictionary".
    package var code: Int
    /// The problem.
    package var message: String

    /// The message with the code.
    package var text: String { "\(message) (\(code))" }
  }

  /// The verbs, in order.
  package private(set) var verbs: [Verb] = []
  /// What is wrong with verbs; the others are executed.
  package private(set) var problems: [Problem] = []
  /// Why the response is not a document at all.
  package private(set) var failure: Problem?

  /// Parses a response.
  package init(_ response: ReceivedResponse) {
    let text = String(decoding: response.body, as: UTF8.self).trimmed
    guard !text.isEmpty else { return }
    let type = mediaTypeName(response.header("content-type") ?? "")
    if type == "text/plain" {
      add(Message(body: text))
      return
    }
    guard ["text/xml", "application/xml", "text/html"].contains(type) || type.hasSuffix("+xml")
    else {
      failure = Problem(
        code: 12300,
        message: "The response has content type '\(type)'; Twilio accepts text/xml and text/plain.")
      return
    }
    guard let root = XMLParser.parse(response.body, path: "answer").document?.root else {
      failure = Problem(code: 12100, message: "The response is not well-formed XML.")
      return
    }
    guard root.name.local == "Response" else {
      failure = Problem(
        code: 12102, message: "The root element of TwiML is <Response>, not <\(root.name.local)>.")
      return
    }
    for verb in root.children {
      switch verb.name.local {
      case "Message": message(verb)
      case "Redirect":
        guard let method = callMethod(of: verb) else { continue }
        verbs.append(.redirect(url: verb.text.trimmed, method: method))
        // What follows a redirect is never executed.
        return
      default:
        problems.append(
          Problem(code: 14110, message: "The verb <\(verb.name.local)> is not one of messaging."))
      }
    }
  }

  private mutating func message(_ verb: XMLElement) {
    let known: Set<String> = ["Body", "Media"]
    for child in verb.children where !known.contains(child.name.local) {
      problems.append(
        Problem(code: 12200, message: "<\(child.name.local)> in <Message> is unknown."))
    }
    let bodies = verb.children.filter { $0.name.local == "Body" }.map(\.text)
    var message = Message(body: (bodies.isEmpty ? verb.text : bodies.joined()).trimmed)
    message.media = verb.children.filter { $0.name.local == "Media" }.map(\.text.trimmed)
    message.to = verb["to"]
    message.from = verb["from"]
    message.callback = verb["action"] ?? verb["statusCallback"]
    if verb["action"] != nil {
      guard let method = callMethod(of: verb) else { return }
      message.callbackMethod = method
    }
    add(message)
  }

  private mutating func callMethod(of verb: XMLElement) -> String? {
    let method = (verb["method"] ?? "POST").uppercased()
    guard ["GET", "POST"].contains(method) else {
      problems.append(
        Problem(code: 14104, message: "The method must be GET or POST, not '\(method)'."))
      return nil
    }
    return method
  }

  private mutating func add(_ message: Message) {
    guard !(message.body.isEmpty && message.media.isEmpty),
      message.body.unicodeScalars.count <= SMSSegments.maximumBodyLength
    else {
      problems.append(
        Problem(
          code: 14103,
          message: "A <Message> needs text of at most \(SMSSegments.maximumBodyLength) characters, "
            + "or media."))
      return
    }
    verbs.append(.message(message))
  }
}
