import FoundationEssentials
import JSON

/// A signed JSON Web Token in compact form (RFC 7519; RFC 7515, section 7.1).
struct JSONWebToken: Sendable {
  let payload: JSONObject
  /// Such as `RS256`.
  let algorithm: String
  let keyID: String?
  /// What the signature covers.
  let signed: [UInt8]
  let signature: [UInt8]

  /// Nil for a text that is not a signed token, and for one with extensions that must be understood
  /// (RFC 7515, section 4.1.11).
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Self.object(parts[0]), header["crit"] == nil,
      let algorithm = header["alg"]?.string, let payload = Self.object(parts[1]),
      let signature = Self.bytes(parts[2]), !signature.isEmpty
    else { return nil }
    self.payload = payload
    self.algorithm = algorithm
    self.signature = signature
    keyID = header["kid"]?.string
    signed = Array("\(parts[0]).\(parts[1])".utf8)
  }

  /// Why a token is not valid at a time, as a clause; nil if it is.
  /// - Parameter now: seconds since 1970.
  func timeProblem(_ now: Int64) -> String? {
    for (name, isValid) in [
      ("exp", { Double(now) < $0 }), ("nbf", { Double(now) >= $0 }),
    ] as [(String, (Double) -> Bool)] {
      guard let value = payload[name], !value.isNull else { continue }
      guard case .number(let text) = value, let seconds = Double(text) else {
        return "its claim \(name) is not a number"
      }
      if !isValid(seconds) { return name == "exp" ? "it has expired" : "it is not valid yet" }
    }
    return nil
  }

  private static func object(_ text: some StringProtocol) -> JSONObject? {
    // A token without valid JSON is rejected.
    bytes(text).flatMap { try? JSONValue(parsing: $0) }?.object
  }

  /// Decodes base64url without padding (RFC 7515, section 2).
  static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    guard !text.utf8.contains(where: { "+/=".utf8.contains($0) }) else { return nil }
    let standard = String(text).replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
    return Data(base64Encoded: standard + padding).map(Array.init)
  }
}
