import HTTP
import JSON

/// The account.
///
/// Source: Twilio documentation, "Account resource".
extension TwilioAPI {
  func respondAboutAccount(_ call: APICall) throws(TwilioError) -> ServerResponse {
    guard call.method == "GET" else { throw call.notSimulated }
    let path = "/2010-04-01/Accounts/\(call.account)"
    let subresources = [
      ("messages", "Messages"), ("incoming_phone_numbers", "IncomingPhoneNumbers"),
      ("applications", "Applications"),
    ]
    return .json(
      200,
      .object([
        ("sid", .string(call.account)), ("friendly_name", "bpmnc simulator"),
        ("status", "active"), ("type", "Full"), ("auth_token", .null),
        ("owner_account_sid", .string(call.account)),
        ("date_created", TwilioMessage.date(started)),
        ("date_updated", TwilioMessage.date(started)), ("uri", .string("\(path).json")),
        (
          "subresource_uris",
          .object(subresources.map { ($0.0, .string("\(path)/\($0.1).json")) })
        ),
      ]))
  }
}
