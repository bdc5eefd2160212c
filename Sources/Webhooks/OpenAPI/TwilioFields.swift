import JSON

/// The fields of the form that Twilio sends for an incoming message, with example values.
///
/// Source: Twilio documentation, "Twilio's request to your incoming message webhook URL". Every
/// value is a string.
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
      description: "The ID of the message, which stays the same on retries", isRequired: true),
    Field(
      name: "AccountSid", example: "AC00000000000000000000000000000001",
      description: "The account that owns the number", isRequired: true),
    Field(
      name: "From", example: "+15005550001",
      description: "The sender, with the prefix 'whatsapp:' for WhatsApp", isRequired: true),
    Field(
      name: "To", example: "+15005550006", description: "The number that received the message",
      isRequired: true),
    Field(
      name: "Body", example: "2 Margherita", description: "The text, up to 1600 characters",
      isRequired: true),
    Field(
      name: "NumMedia", example: "0", description: "The number of attachments",
      isRequired: true),
    Field(name: "NumSegments", example: "1", description: "The number of SMS segments"),
    Field(name: "SmsStatus", example: "received", description: "The status of the message"),
    Field(
      name: "MessagingServiceSid", example: "MG00000000000000000000000000000001",
      description: "The messaging service of the number, if it has one"),
    Field(
      name: "MediaUrl0", example: "https://api.twilio.example/media/1",
      description: "The URL of the first attachment; others are MediaUrl1 and so on"),
    Field(
      name: "MediaContentType0", example: "image/jpeg",
      description: "The content type of the first attachment"),
    Field(name: "FromCountry", example: "US", description: "The sender's country"),
    Field(name: "ToCountry", example: "US", description: "The number's country"),
    Field(name: "ApiVersion", example: "2010-04-01", description: "The version of Twilio's API"),
    Field(name: "ProfileName", example: "Ada", description: "The sender's WhatsApp name"),
    Field(name: "WaId", example: "15005550001", description: "The sender's WhatsApp ID"),
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

  /// The form as query parameters, for webhooks that Twilio calls with GET.
  package static var parameters: [JSONValue] {
    all.map { field in
      [
        "name": .string(field.name), "in": "query", "required": .bool(field.isRequired),
        "description": .string(field.description), "schema": ["type": "string"],
        "example": .string(field.example),
      ]
    }
  }

  /// An SMS without attachments.
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
