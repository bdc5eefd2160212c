import FoundationEssentials
import HTTP
package import JSON

/// A text message from a phone to a simulated number.
package struct TextMessage: Sendable {
  /// The sender's phone number, prefixed with `whatsapp:` on WhatsApp.
  package var from: String
  /// The recipient's number; nil for the only number of the project.
  package var to: String?
  /// The text; may be empty if there are media.
  package var body: String
  /// The URLs of images and other files.
  package var media: [String] = []
  /// Files that are uploaded with the message.
  package var files: [File] = []

  /// A file of a message.
  package struct File: Sendable {
    /// The media type, such as `image/png`.
    package var contentType: String
    /// The content.
    package var bytes: [UInt8]

    /// A file, with the content type for the extension of its name.
    package init(name: String, bytes: [UInt8]) {
      contentType = MediaItem.contentType(name)
      self.bytes = bytes
    }
  }

  /// Additional fields of Twilio's request, such as `ProfileName` or `ButtonPayload`. They replace
  /// the simulator's fields of the same name.
  package var fields: JSONObject = JSONObject()

  /// - Parameter body: the text.
  package init(_ body: String, from: String, to: String? = nil) {
    self.body = body
    self.from = from
    self.to = to
  }

  /// The message as the body of a request to `/simulator/messages`.
  var json: JSONValue {
    var object = JSONObject([("from", .string(from)), ("body", .string(body))])
    if let to { object["to"] = .string(to) }
    if !media.isEmpty { object["mediaUrls"] = .array(media.map(JSONValue.string)) }
    if !files.isEmpty {
      object["files"] = .array(
        files.map { file in
          [
            "contentType": .string(file.contentType),
            "content": .string(file.bytes.base64),
          ]
        })
    }
    if !fields.members.isEmpty { object["fields"] = .object(fields) }
    return .object(object)
  }

  /// Parses the body of such a request.
  /// - Throws: a refusal for members that are missing or have the wrong type.
  init(_ json: JSONValue) throws(IncomingMessages.Refusal) {
    let optional = { (name: String) in json[name].flatMap { $0 == .null ? nil : $0 } }
    guard let from = json["from"]?.string, let body = json["body"]?.string else {
      throw .init(message: "The members 'from' and 'body' must be strings.")
    }
    self.init(body, from: from)
    if let to = optional("to") {
      guard let to = to.string else { throw .init(message: "The member 'to' must be a string.") }
      self.to = to
    }
    if let list = optional("mediaUrls") {
      media = list.array?.compactMap(\.string) ?? []
      guard let count = list.array?.count, count == media.count else {
        throw .init(message: "The member 'mediaUrls' must be a list of strings.")
      }
    }
    if let list = optional("files") {
      files = (list.array ?? []).compactMap(File.init)
      guard let count = list.array?.count, count == files.count,
        files.allSatisfy({ $0.bytes.count <= MediaItem.maximumSize })
      else {
        throw .init(
          message: "The member 'files' must be a list of objects with 'contentType' and 'content', "
            + "which is at most 5 MiB in Base64.")
      }
    }
    if let object = optional("fields") {
      fields = object.object ?? JSONObject()
      guard object.object != nil, fields.members.allSatisfy({ $0.value.string != nil }) else {
        throw .init(message: "The member 'fields' must be an object with string values.")
      }
    }
  }
}

extension TextMessage.File {
  /// Nil if a member is missing or not Base64.
  fileprivate init?(_ json: JSONValue) {
    guard let type = json["contentType"]?.string,
      let bytes = json["content"]?.string.flatMap({ Data(base64Encoded: $0) })
    else { return nil }
    contentType = type
    self.bytes = Array(bytes)
  }
}
