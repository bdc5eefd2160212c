package import JSON

/// What a person sends to a simulated number.
package struct SimulatorText: Sendable {
  /// A phone number; with `whatsapp:` in front of it on WhatsApp.
  package var from: String
  /// The number that it goes to; nil for the first of the project.
  package var to: String?
  /// The text; may be empty beside media.
  package var body: String
  /// The URLs of pictures and other files.
  package var media: [String] = []
  /// Further fields of Twilio's request by their names, such as `ProfileName` or `ButtonPayload`.
  /// They replace what the simulator would send.
  package var fields: JSONObject = JSONObject()

  /// - Parameter body: the text.
  package init(_ body: String, from: String, to: String? = nil) {
    self.body = body
    self.from = from
    self.to = to
  }

  /// The body of a request for `/simulator/messages`.
  var json: JSONValue {
    var object = JSONObject([("from", .string(from)), ("body", .string(body))])
    if let to { object["to"] = .string(to) }
    if !media.isEmpty { object["mediaUrls"] = .array(media.map(JSONValue.string)) }
    if !fields.members.isEmpty { object["fields"] = .object(fields) }
    return .object(object)
  }

  /// Reads the body of such a request.
  /// - Throws: a refusal for members that are missing or of another type.
  init(_ json: JSONValue) throws(IncomingMessages.Refusal) {
    let optional = { (name: String) in json[name].flatMap { $0 == .null ? nil : $0 } }
    guard let from = json["from"]?.string, let body = json["body"]?.string else {
      throw .init(message: "The message needs the texts from and body.")
    }
    self.init(body, from: from)
    if let to = optional("to") {
      guard let to = to.string else { throw .init(message: "to must be a text.") }
      self.to = to
    }
    if let list = optional("mediaUrls") {
      media = list.array?.compactMap(\.string) ?? []
      guard let count = list.array?.count, count == media.count else {
        throw .init(message: "mediaUrls must be a list of texts.")
      }
    }
    if let object = optional("fields") {
      fields = object.object ?? JSONObject()
      guard object.object != nil, fields.members.allSatisfy({ $0.value.string != nil }) else {
        throw .init(message: "fields must be an object of texts.")
      }
    }
  }
}
