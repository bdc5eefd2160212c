import HTTP
import JSON
import Text

/// The lookup of numbers.
///
/// Source: Twilio documentation, "Lookup v2 API".
extension TwilioAPI {
  /// Numbers are checked by their shape: the digits of E.164, and the length of North American ones.
  func respondToLookup(_ call: APICall) throws(TwilioError) -> ServerResponse {
    guard call.rest.count == 1 else { throw call.notFound }
    guard call.method == "GET" else { throw call.notAllowed }
    let lookup = NumberLookup(call.rest[0], country: call.query["CountryCode"])
    let fields = (call.query["Fields"] ?? "").split(separator: ",").map(String.init)
    let packages = [
      "caller_name", "sim_swap", "call_forwarding", "line_status", "identity_match",
      "reassigned_number", "sms_pumping_risk", "phone_number_quality_score", "pre_fill",
    ]
    let line: JSONValue =
      fields.contains("line_type_intelligence") && lookup.isValid
      ? .object([
        ("type", .string(lookup.isTollFree ? "tollFree" : "mobile")),
        ("carrier_name", "bpmnc simulator"), ("error_code", .null),
      ]) : .null
    let url = "\(call.origin)/v2/PhoneNumbers/\(PercentEncoding.component(lookup.number))"
    let members: [(String, JSONValue)] = [
      ("phone_number", .string(lookup.number)), ("country_code", JSONValue(lookup.country)),
      ("calling_country_code", JSONValue(lookup.callingCode)),
      ("national_format", .string(NationalFormat.text(lookup.number))),
      ("valid", .bool(lookup.isValid)),
      ("validation_errors", .array(lookup.errors.map(JSONValue.string))),
      ("line_type_intelligence", line), ("url", .string(url)),
    ]
    return .json(200, .object(members + packages.map { ($0, JSONValue.null) }))
  }
}

/// What the shape of a number shows.
struct NumberLookup {
  /// In E.164 format as far as possible.
  let number: String
  let country: String?
  let callingCode: String?
  let errors: [String]

  var isValid: Bool { errors.isEmpty }
  var isTollFree: Bool { OptOut.isTollFree(number) }

  init(_ text: String, country given: String?) {
    let digits = text.filter { ("0"..."9").contains($0) }
    let isInternational = text.trimmed.hasPrefix("+")
    let isNorthAmerican =
      isInternational ? digits.hasPrefix("1") : given == nil || given == "US" || given == "CA"
    let all =
      isInternational || !isNorthAmerican || digits.count == 11 ? digits : "1" + digits
    number = digits.isEmpty ? text : "+" + all
    country = isNorthAmerican ? given ?? "US" : given
    callingCode = isNorthAmerican ? "1" : nil
    errors =
      if digits.isEmpty || text.contains(where: \.isLetter) {
        ["NOT_A_NUMBER"]
      } else if all.count < (isNorthAmerican ? 11 : 7) {
        ["TOO_SHORT"]
      } else if all.count > (isNorthAmerican ? 11 : 15) {
        ["TOO_LONG"]
      } else if all.hasPrefix("0") {
        ["INVALID_COUNTRY_CODE"]
      } else { [] }
  }
}

/// Numbers as people of their country write them.
enum NationalFormat {
  /// `(500) 555-0006` for North American numbers, otherwise the number itself.
  static func text(_ number: String) -> String {
    guard number.hasPrefix("+1"), number.count == 12 else { return number }
    let digits = number.dropFirst(2)
    return "(\(digits.prefix(3))) \(digits.dropFirst(3).prefix(3))-\(digits.suffix(4))"
  }
}
