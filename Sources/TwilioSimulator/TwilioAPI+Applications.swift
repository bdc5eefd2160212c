import HTTP
import JSON

/// Applications: URLs that several numbers share.
///
/// Source: Twilio documentation, "Application resource".
extension TwilioAPI {
  static let applicationSettings: [ResourceSetting] = [
    .init("FriendlyName", "friendly_name"), .init("SmsUrl", "sms_url", .url, ""),
    .init("SmsMethod", "sms_method", .method, "POST"),
    .init("SmsFallbackUrl", "sms_fallback_url", .url, ""),
    .init("SmsFallbackMethod", "sms_fallback_method", .method, "POST"),
    .init("SmsStatusCallback", "sms_status_callback", .url, ""),
    .init("MessageStatusCallback", "message_status_callback", .url, ""),
    .init("VoiceUrl", "voice_url", .url, ""),
    .init("VoiceMethod", "voice_method", .method, "POST"),
    .init("VoiceFallbackUrl", "voice_fallback_url", .url, ""),
    .init("VoiceFallbackMethod", "voice_fallback_method", .method, "POST"),
    .init("VoiceCallerIdLookup", "voice_caller_id_lookup", .flag, "false"),
    .init("StatusCallback", "status_callback", .url, ""),
    .init("StatusCallbackMethod", "status_callback_method", .method, "POST"),
  ]

  func respondAboutApplications(_ call: APICall) async throws -> ServerResponse {
    switch (call.method, call.rest.count) {
    case ("GET", 0):
      let all = try await store.resources(.application, account: call.account)
      let name = call.query["FriendlyName"] ?? ""
      return try page(
        call, all.filter { name.isEmpty || $0["FriendlyName"] == name }, "applications", sid: \.sid,
        applicationJSON)
    case ("POST", 0):
      var application = StoredResource(
        .application, sid: SimulatorStore.newSID("AP"), account: call.account, now: now())
      try application.set(try call.form(), Self.applicationSettings, now: now())
      try await store.save(application)
      return .json(201, applicationJSON(application))
    case (_, 0): throw call.notAllowed
    case (_, 1): break
    default: throw call.notFound
    }
    guard
      var application = try await store.resource(
        .application, call.rest[0], account: call.account)
    else { throw call.notFound }
    switch call.method {
    case "GET": return .json(200, applicationJSON(application))
    case "POST":
      try application.set(try call.form(), Self.applicationSettings, now: now())
      try await store.save(application)
      return .json(200, applicationJSON(application))
    case "DELETE":
      try await store.remove(application)
      return .empty(204)
    default: throw call.notAllowed
    }
  }

  private func applicationJSON(_ application: StoredResource) -> JSONValue {
    let uri = "/2010-04-01/Accounts/\(application.account)/Applications/\(application.sid).json"
    let members: [(String, JSONValue)] = [
      ("sid", .string(application.sid)), ("account_sid", .string(application.account)),
      ("api_version", "2010-04-01"), ("date_created", TwilioMessage.date(application.created)),
      ("date_updated", TwilioMessage.date(application.updated)), ("uri", .string(uri)),
    ]
    return .object(members + application.members(Self.applicationSettings))
  }
}
