import HTTP
import JSON
import Text

/// Messaging services and their sender pools.
///
/// Source: Twilio documentation, "Messaging Services resource".
extension TwilioAPI {
  static let serviceSettings: [ResourceSetting] = [
    .init("FriendlyName", "friendly_name"),
    .init("InboundRequestUrl", "inbound_request_url", .url),
    .init("InboundMethod", "inbound_method", .method, "POST"),
    .init("FallbackUrl", "fallback_url", .url),
    .init("FallbackMethod", "fallback_method", .method, "POST"),
    .init("StatusCallback", "status_callback", .url),
    .init("StickySender", "sticky_sender", .flag, "true"),
    .init("MmsConverter", "mms_converter", .flag, "true"),
    .init("SmartEncoding", "smart_encoding", .flag, "true"),
    .init(
      "ScanMessageContent", "scan_message_content", .choice(["inherit", "enable", "disable"]),
      "inherit"),
    .init("FallbackToLongCode", "fallback_to_long_code", .flag, "true"),
    .init("AreaCodeGeomatch", "area_code_geomatch", .flag, "true"),
    .init("SynchronousValidation", "synchronous_validation", .flag, "false"),
    .init("ValidityPeriod", "validity_period", .number(1...36_000), "36000"),
    .init(
      "Usecase", "usecase",
      .choice(["notifications", "marketing", "verification", "discussion", "poll", "undeclared"]),
      "undeclared"),
    .init("UseInboundWebhookOnNumber", "use_inbound_webhook_on_number", .flag, "false"),
  ]

  private static let maximumName = 64
  private static let maximumPool = 400

  func respondAboutServices(_ call: APICall) async throws -> ServerResponse {
    switch (call.method, call.rest.count) {
    case ("GET", 0):
      let all = try await store.resources(.service, account: call.account)
      return try metaPage(call, all, "services", sid: \.sid) { serviceJSON($0, call) }
    case ("POST", 0):
      let form = try call.form()
      guard let name = form["FriendlyName"], 1...Self.maximumName ~= name.count else {
        throw TwilioError(
          .invalidParameter, "'FriendlyName' must have 1 to \(Self.maximumName) characters.")
      }
      var service = StoredResource(
        .service, sid: SimulatorStore.newSID("MG"), account: call.account, now: now())
      try service.set(form, Self.serviceSettings, now: now())
      try await store.save(service)
      return .json(201, serviceJSON(service, call))
    case (_, 0): throw call.notAllowed
    default: break
    }
    guard
      var service = try await store.resource(.service, call.rest[0], account: call.account)
    else { throw call.notFound }
    switch (call.method, call.rest.dropFirst().first, call.rest.count) {
    case ("GET", nil, _): return .json(200, serviceJSON(service, call))
    case ("POST", nil, _):
      try service.set(try call.form(), Self.serviceSettings, now: now())
      try await store.save(service)
      return .json(200, serviceJSON(service, call))
    case ("DELETE", nil, _):
      try await store.remove(service)
      return .empty(204)
    case (_, nil, _): throw call.notAllowed
    case (_, "PhoneNumbers", 2...3): return try await respondAboutPool(call, of: service)
    default: throw call.notFound
    }
  }

  private func respondAboutPool(
    _ call: APICall, of service: StoredResource
  ) async throws -> ServerResponse {
    let pool = try await store.resources(
      .servicePhoneNumber, account: call.account, parent: service.sid)
    if call.rest.count == 3 {
      guard let member = pool.first(where: { $0.sid == call.rest[2] }) else { throw call.notFound }
      switch call.method {
      case "GET": return .json(200, memberJSON(member, call))
      case "DELETE":
        try await store.remove(member)
        return .empty(204)
      default: throw call.notAllowed
      }
    }
    switch call.method {
    case "GET":
      return try metaPage(call, pool, "phone_numbers", sid: \.sid) { memberJSON($0, call) }
    case "POST":
      let sid = try call.form()["PhoneNumberSid"] ?? ""
      guard
        let number = try await allNumbers(call.account).first(where: { $0.sid == sid })
      else { throw TwilioError(.notFound, "There is no phone number \(sid).") }
      guard !pool.contains(where: { $0.sid == sid }) else {
        throw TwilioError(.alreadyInService, "The number is already in this service.")
      }
      guard
        try await store.resource(.servicePhoneNumber, sid, account: call.account) == nil
      else { throw TwilioError(.inOtherService, "The number is in another service.") }
      guard pool.count < Self.maximumPool else {
        throw TwilioError(.poolFull, "A service has at most \(Self.maximumPool) numbers.")
      }
      let member = StoredResource(
        .servicePhoneNumber, sid: sid, account: call.account, parent: service.sid, now: now(),
        values: ["PhoneNumber": number["PhoneNumber"] ?? ""])
      try await store.save(member)
      return .json(201, memberJSON(member, call))
    default: throw call.notAllowed
    }
  }

  private func memberJSON(_ member: StoredResource, _ call: APICall) -> JSONValue {
    let number = member["PhoneNumber"] ?? ""
    return .object([
      ("sid", .string(member.sid)), ("account_sid", .string(member.account)),
      ("service_sid", .string(member.parent)), ("phone_number", .string(number)),
      ("country_code", .string(number.hasPrefix("+1") ? "US" : "")),
      ("capabilities", .array(["Voice", "SMS", "MMS"])),
      ("date_created", StoredResource.isoDate(member.created)),
      ("date_updated", StoredResource.isoDate(member.updated)),
      (
        "url",
        .string("\(call.origin)/v1/Services/\(member.parent)/PhoneNumbers/\(member.sid)")
      ),
    ])
  }

  private func serviceJSON(_ service: StoredResource, _ call: APICall) -> JSONValue {
    let url = "\(call.origin)/v1/Services/\(service.sid)"
    let links = [
      ("phone_numbers", "PhoneNumbers"), ("short_codes", "ShortCodes"),
      ("alpha_senders", "AlphaSenders"), ("messages", "Messages"),
    ]
    let members: [(String, JSONValue)] = [
      ("sid", .string(service.sid)), ("account_sid", .string(service.account)),
      ("date_created", StoredResource.isoDate(service.created)),
      ("date_updated", StoredResource.isoDate(service.updated)),
      ("us_app_to_person_registered", false), ("url", .string(url)),
      ("links", .object(links.map { ($0.0, JSONValue.string("\(url)/\($0.1)")) })),
    ]
    return .object(members + service.members(Self.serviceSettings))
  }
}
