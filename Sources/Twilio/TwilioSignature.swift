import FoundationEssentials
package import HTTP
import Text

/// Twilio's signature of webhook requests.
///
/// Source: "Security" in Twilio's documentation.
package struct TwilioSignature: Sendable {
  /// The header that holds the signature.
  package static let header = "x-twilio-signature"
  /// The header that selects an algorithm and key other than SHA-1 and the account's auth token.
  package static let settingsHeader = "x-twilio-webhooks-signature-settings"

  /// The URL as the sender sees it, byte for byte, including the query.
  package let url: String
  /// The pairs of a posted form; none for other requests.
  package let parameters: FormBody
  /// The body of a request that is not a form; nil if it is a form or there is no body.
  package let body: [UInt8]?
  /// The bytes whose SHA-256 must match the URL's `bodySHA256`.
  private let hashedBody: [UInt8]

  /// Describes a request; pass a body that is not a form as `body`.
  package init(
    url: String, parameters: FormBody = FormBody([]), body: [UInt8]? = nil,
    hashedBody: [UInt8]? = nil
  ) {
    self.url = url
    self.parameters = parameters
    self.body = body
    self.hashedBody = hashedBody ?? body ?? []
  }

  /// The signed string: the URL, then each name and its values; names in code point order, the
  /// values of a repeated name sorted and without duplicates.
  package var stringToSign: String { stringToSign(url) }

  private func stringToSign(_ url: String) -> String {
    url + parameterText
  }

  private var parameterText: String {
    Self.signed(parameters).pairs.map { $0.name + $0.value }.joined()
  }

  /// The pairs in signature order, without duplicates: neither their original order nor repetition
  /// is signed.
  package static func signed(_ form: FormBody) -> FormBody {
    let pairs = Set(form.pairs.map { Pair(name: $0.name, value: $0.value) })
    return FormBody(pairs.sorted().map { ($0.name, $0.value) })
  }

  /// Compares UTF-8 bytes, which is code point order; Swift's own string order differs.
  private struct Pair: Hashable, Comparable {
    var name: String
    var value: String

    static func < (left: Self, right: Self) -> Bool {
      left.name.utf8.elementsEqual(right.name.utf8)
        ? left.value.utf8.lexicographicallyPrecedes(right.value.utf8)
        : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }

    static func == (left: Self, right: Self) -> Bool {
      left.name.utf8.elementsEqual(right.name.utf8)
        && left.value.utf8.elementsEqual(right.value.utf8)
    }

    func hash(into hasher: inout Hasher) {
      for byte in name.utf8 { hasher.combine(byte) }
      for byte in value.utf8 { hasher.combine(byte) }
    }
  }

  /// The signature that Twilio would send.
  package func signature(key: String, digest: KeyedDigest = .sha1) -> String {
    digest.code(of: Array(stringToSign.utf8), key: key).base64
  }

  /// Whether `signature` is valid for this request.
  ///
  /// Depending on scheme and product, Twilio signs the URL with or without its port, so both are
  /// accepted.
  package func accepts(_ signature: String, key: String, digest: KeyedDigest = .sha1) -> Bool {
    guard bodyHashIsRight else { return false }
    return urlForms.reduce(false) { accepted, url in
      let code = digest.code(of: Array(stringToSign(url).utf8), key: key).base64
      return isEqualInConstantTime(code.utf8, signature.utf8) || accepted
    }
  }

  /// A body that is not a form is covered by its SHA-256 in the signed URL, or not at all. A URL
  /// with a hash was signed for this body only, even if the actual body is empty.
  private var bodyHashIsRight: Bool {
    guard let expected = URLParts(url)?.queryValue("bodySHA256") else { return body ?? [] == [] }
    return isEqualInConstantTime(sha256Hexadecimal(hashedBody).utf8, expected.lowercased().utf8)
  }

  /// The URL as given, without a port, and with the scheme's default port.
  private var urlForms: [String] {
    guard let parts = URLParts(url) else { return [url] }
    return parts.port == nil
      ? [url, parts.text(port: parts.defaultPort)] : [url, parts.text(port: nil)]
  }
}

extension TwilioSignature {
  /// The digest selected by the settings header.
  ///
  /// - Returns: SHA-1 if there is no such header, nil for an unknown algorithm.
  package static func digest(settings: String?) -> KeyedDigest? {
    guard let settings else { return .sha1 }
    for setting in settings.split(separator: ",") {
      let parts = setting.split(separator: "=", maxSplits: 1).map { $0.trimmed }
      if parts.count == 2, parts[0].lowercased() == "algorithm" {
        switch parts[1].uppercased() {
        case "HMAC_SHA256": return .sha256
        case "HMAC_SHA1": return .sha1
        default: return nil
        }
      }
    }
    return .sha1
  }
}
