import GRDB
import HTTP
import JSON
import Text

/// The numbers of the account: those of the project, and those bought through the API.
///
/// Source: Twilio documentation, "IncomingPhoneNumber resource".
extension TwilioAPI {
  static let numberSettings: [ResourceSetting] = [
    .init("FriendlyName", "friendly_name"), .init("SmsUrl", "sms_url", .url, ""),
    .init("SmsMethod", "sms_method", .method, "POST"),
    .init("SmsFallbackUrl", "sms_fallback_url", .url, ""),
    .init("SmsFallbackMethod", "sms_fallback_method", .method, "POST"),
    .init("SmsApplicationSid", "sms_application_sid", .sid("AP"), ""),
    .init("StatusCallback", "status_callback", .url, ""),
    .init("StatusCallbackMethod", "status_callback_method", .method, "POST"),
    .init("VoiceUrl", "voice_url", .url, ""),
    .init("VoiceMethod", "voice_method", .method, "POST"),
    .init("VoiceFallbackUrl", "voice_fallback_url", .url, ""),
    .init("VoiceFallbackMethod", "voice_fallback_method", .method, "POST"),
    .init("VoiceApplicationSid", "voice_application_sid", .sid("AP"), ""),
    .init("VoiceReceiveMode", "voice_receive_mode", .choice(["voice", "fax"]), "voice"),
    .init("VoiceCallerIdLookup", "voice_caller_id_lookup", .flag, "false"),
    .init("TrunkSid", "trunk_sid", .sid("TK")), .init("AddressSid", "address_sid", .sid("AD")),
    .init("IdentitySid", "identity_sid", .sid("RI")), .init("BundleSid", "bundle_sid", .sid("BU")),
    .init("EmergencyStatus", "emergency_status", .choice(["Active", "Inactive"]), "Inactive"),
    .init("EmergencyAddressSid", "emergency_address_sid", .sid("AD")),
  ]

  func respondAboutNumbers(_ call: APICall) async throws -> ServerResponse {
    switch (call.method, call.rest.count) {
    case ("GET", 0):
      let all = try await allNumbers(call.account)
      let filtered = all.filter { number in
        Self.matches(number["PhoneNumber"] ?? "", call.query["PhoneNumber"])
          && (call.query["FriendlyName"] ?? "").isEmptyOr(friendlyName(number))
      }
      return try page(call, filtered, "incoming_phone_numbers", sid: \.sid, numberJSON)
    case ("POST", 0): return try await buyNumber(call)
    case ("GET", 1): return .json(200, numberJSON(try await number(call)))
    case ("POST", 1):
      var number = try await number(call)
      let form = try call.form()
      if form["SmsUrl"] != nil { number.values["IsProjectURL"] = nil }
      try number.set(form, Self.numberSettings, now: now())
      try await checkNumber(number)
      var stored = number
      // The project's URL may change with the project.
      if number["IsProjectURL"] != nil { stored.values["SmsUrl"] = nil }
      stored.values["IsProjectURL"] = nil
      try await store.save(stored)
      return .json(200, numberJSON(number))
    case ("DELETE", 1):
      let number = try await number(call)
      guard number["IsBought"] != nil else {
        throw TwilioError(
          .invalidParameter, "\(number["PhoneNumber"] ?? "") is a number of the project.")
      }
      try await store.remove(number)
      return .empty(204)
    case (_, 0...1): throw call.notAllowed
    default: throw call.notFound
    }
  }

  /// The numbers with their settings, in order of assignment.
  func allNumbers(_ account: String) async throws -> [StoredResource] {
    let stored = try await store.resources(.number, account: account)
    let assigned = numbers.current.all
    return assigned.map { number in
      projectNumber(number, account, stored.first { $0["PhoneNumber"] == number })
    } + stored.filter { $0["IsBought"] != nil && !assigned.contains($0["PhoneNumber"] ?? "") }
  }

  /// A number of the project, which calls its webhook unless it has another URL.
  private func projectNumber(
    _ number: String, _ account: String, _ stored: StoredResource?
  ) -> StoredResource {
    var resource =
      stored
      ?? StoredResource(
        .number, sid: PhoneNumberSID.of(number), account: account, now: started,
        values: ["PhoneNumber": number])
    if resource.values["SmsUrl"] == nil, let url = numbers.webhookURL(of: number, base: publicURL) {
      resource.values["SmsUrl"] = url
      resource.values["IsProjectURL"] = "true"
    }
    return resource
  }

  private func number(_ call: APICall) async throws -> StoredResource {
    guard let number = try await allNumbers(call.account).first(where: { $0.sid == call.rest[0] })
    else { throw call.notFound }
    return number
  }

  private func checkNumber(_ number: StoredResource) async throws {
    if number["SmsFallbackUrl"] != nil, number["SmsUrl"] == nil {
      throw TwilioError(.fallbackWithoutURL, "'SmsFallbackUrl' needs an 'SmsUrl'.")
    }
    if let application = number["SmsApplicationSid"],
      try await store.resource(.application, application, account: number.account) == nil
    {
      throw TwilioError(.unknownApplication, "There is no application \(application).")
    }
  }

  private func buyNumber(_ call: APICall) async throws -> ServerResponse {
    let form = try call.form()
    let areaCode = form["AreaCode"] ?? ""
    guard let number = form["PhoneNumber"] ?? (areaCode.isEmpty ? nil : "+1\(areaCode)5550100")
    else { throw TwilioError(.missingPhoneNumber, "'PhoneNumber' or 'AreaCode' is required.") }
    switch (number, areaCode) {
    case ("+15005550000", _):
      throw TwilioError(.unavailableNumber, "\(number) is not available.")
    case ("+15005550001", _): throw TwilioError(.invalidNumber, "\(number) is not valid.")
    case (_, "533"):
      throw TwilioError(.unavailableAreaCode, "No number has the area code \(areaCode).")
    default: break
    }
    guard number.isE164 else {
      throw TwilioError(.invalidNumber, "\(number) is not a phone number.")
    }
    var resource = StoredResource(
      .number, sid: PhoneNumberSID.of(number), account: call.account, now: now(),
      values: ["PhoneNumber": number, "IsBought": "true"])
    try resource.set(form, Self.numberSettings, now: now())
    if call.access == .live {
      guard try await !allNumbers(call.account).contains(where: { $0.sid == resource.sid }) else {
        throw TwilioError(.unavailableNumber, "\(number) already belongs to the account.")
      }
      try await checkNumber(resource)
      try await store.save(resource)
    }
    return .json(201, numberJSON(resource))
  }

  /// A filter by number: the number itself, a part of it, or a pattern with `*`.
  private static func matches(_ number: String, _ filter: String?) -> Bool {
    guard var filter, !filter.isEmpty else { return true }
    if filter.hasPrefix(" ") { filter = "+" + filter.trimmed }
    guard filter.contains("*") else { return number.contains(filter) }
    var rest = number[...]
    for part in filter.split(separator: "*") {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }

  private func friendlyName(_ number: StoredResource) -> String {
    number["FriendlyName"] ?? NationalFormat.text(number["PhoneNumber"] ?? "")
  }

  private func numberJSON(_ number: StoredResource) -> JSONValue {
    let path = "/2010-04-01/Accounts/\(number.account)/IncomingPhoneNumbers/\(number.sid)"
    var object = JSONObject(number.members(Self.numberSettings))
    object["friendly_name"] = .string(friendlyName(number))
    object.merge(
      JSONObject([
        ("sid", .string(number.sid)), ("account_sid", .string(number.account)),
        ("phone_number", JSONValue(number["PhoneNumber"])), ("origin", "twilio"),
        ("status", "in-use"), ("type", "local"), ("beta", false),
        (
          "capabilities",
          .object([("voice", true), ("sms", true), ("mms", true), ("fax", false)])
        ),
        ("address_requirements", "none"), ("emergency_address_status", "unregistered"),
        ("api_version", "2010-04-01"), ("date_created", TwilioMessage.date(number.created)),
        ("date_updated", TwilioMessage.date(number.updated)), ("uri", .string("\(path).json")),
        (
          "subresource_uris",
          .object([
            ("assigned_add_ons", .string("\(path)/AssignedAddOns.json"))
          ])
        ),
      ]))
    return .object(object)
  }
}

extension String {
  /// Whether a filter is empty or equal to a value.
  fileprivate func isEmptyOr(_ value: String) -> Bool { isEmpty || self == value }
}
