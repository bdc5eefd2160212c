import JSON

/// The fields of the form that Twilio sends for an incoming message, with values of our own.
///
/// Source: Twilio's documentation of messaging webhooks; reference page
/// camunda-and-twilio-apis, 3. Every value is a text.
enum TwilioFields {
  package struct Field {
    package var name: String
    package var example: String
    package var description: String
    /// Whether every incoming message has it.
    package var isRequired = false
  }

  package static let all: [Field] = [
    Field(
      name: "MessageSid", example: "SM00000000000000000000000000000001",
      description: "Twilio's id of the message, the same when it is sent again", isRequired: true),
    Field(
      name: "AccountSid", example: "AC00000000000000000000000000000001",
      description: "The account that the number belongs to", isRequired: true),
    Field(
      name: "From", example: "+15005550001",
      description: "Who sent it; with 'whatsapp:' in front from WhatsApp", isRequired: true),
    Field(
      name: "To", example: "+15005550006", description: "The number that was texted",
      isRequired: true),
    Field(
      name: "Body", example: "2 Margherita", description: "The text, up to 1600 characters",
      isRequired: true),
    Field(
      name: "NumMedia", example: "0", description: "How many attachments there are",
      isRequired: true),
    Field(name: "NumSegments", example: "1", description: "How many SMS the text took"),
    Field(name: "SmsStatus", example: "received", description: "The state of the message"),
    Field(
      name: "MessagingServiceSid", example: "MG00000000000000000000000000000001",
      description: "The messaging service, where the number belongs to one"),
    Field(
      name: "MediaUrl0", example: "https://api.twilio.example/media/1",
      description: "The first attachment; further ones are MediaUrl1 and so on"),
    Field(
      name: "MediaContentType0", example: "image/jpeg", description: "Its type"),
    Field(name: "FromCountry", example: "US", description: "The sender's country"),
    Field(name: "ToCountry", example: "US", description: "The number's country"),
    Field(name: "ApiVersion", example: "2010-04-01", description: "The version of Twilio's API"),
    Field(name: "ProfileName", example: "Ada", description: "The sender's name in WhatsApp"),
    Field(name: "WaId", example: "15005550001", description: "The sender's id in WhatsApp"),
  ]

  /// The schema of the form.
  package static var schema: JSONValue {
    [
      "type": "object",
      "description": "An incoming message as Twilio sends it.",
      "properties": .object(all.map { ($0.name, schema(of: $0)) }),
      "required": .array(all.filter(\.isRequired).map { .string($0.name) }),
    ]
  }

  /// The form as query parameters, which is how Twilio sends it with GET.
  package static var parameters: [JSONValue] {
    all.map { field in
      [
        "name": .string(field.name), "in": "query", "required": .bool(field.isRequired),
        "description": .string(field.description), "schema": ["type": "string"],
        "example": .string(field.example),
      ]
    }
  }

  /// A plain SMS.
  package static var example: JSONValue {
    .object(all.filter(\.isRequired).map { ($0.name, .string($0.example)) })
  }

  private static func schema(of field: Field) -> JSONValue {
    [
      "type": "string", "description": .string(field.description),
      "examples": [.string(field.example)],
    ]
  }
}
