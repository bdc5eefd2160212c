import FoundationEssentials
package import HTTP
import Text

/// How Twilio signs what it sends to a webhook.
///
/// Source: Twilio's security documentation.
package struct TwilioSignature: Sendable {
  /// The header with the signature.
  package static let header = "x-twilio-signature"
  /// The header that names another algorithm and key than the account's auth token with SHA-1.
  package static let settingsHeader = "x-twilio-webhooks-signature-settings"

  /// The URL as the sender knows it, byte for byte, with its query.
  package let url: String
  /// The pairs of a form body that was posted; none for other requests.
  package let parameters: FormBody
  /// The body of a request that is not a form; nil where parameters cover it, or nothing came.
  package let body: [UInt8]?
  /// What must have the hash that the URL carries as `bodySHA256`.
  private let hashedBody: [UInt8]

  /// Describes a request; a body that is not a form is given as `body`.
  package init(
    url: String, parameters: FormBody = FormBody([]), body: [UInt8]? = nil,
    hashedBody: [UInt8]? = nil
  ) {
    self.url = url
    self.parameters = parameters
    self.body = body
    self.hashedBody = hashedBody ?? body ?? []
  }

  /// What is signed: the URL, then each name and its values; names in code-point order, values
  /// of a repeated name without duplicates and sorted.
  package var stringToSign: String { stringToSign(url) }

  private func stringToSign(_ url: String) -> String {
    url + parameterText
  }

  private var parameterText: String {
    Self.signed(parameters).pairs.map { $0.name + $0.value }.joined()
  }

  /// The pairs as they are signed. Neither the order in which they came nor a duplicate is.
  package static func signed(_ form: FormBody) -> FormBody {
    let pairs = Set(form.pairs.map { Pair(name: $0.name, value: $0.value) })
    return FormBody(pairs.sorted().map { ($0.name, $0.value) })
  }

  /// Sorts by UTF-8, which is code-point order; Swift's own order of strings is another.
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

  /// Whether a signature is right for this request.
  ///
  /// Twilio signs the URL with or without its port, depending on scheme and product, so both are
  /// accepted.
  package func accepts(_ signature: String, key: String, digest: KeyedDigest = .sha1) -> Bool {
    guard bodyHashIsRight else { return false }
    return urlForms.reduce(false) { accepted, url in
      let code = digest.code(of: Array(stringToSign(url).utf8), key: key).base64
      return isEqualInConstantTime(code.utf8, signature.utf8) || accepted
    }
  }

  /// A body that is not a form is covered by its SHA-256 in the signed URL, else by nothing. A URL
  /// with a hash was signed for this body only, even where another is empty.
  private var bodyHashIsRight: Bool {
    guard let expected = URLParts(url)?.queryValue("bodySHA256") else { return body ?? [] == [] }
    return isEqualInConstantTime(sha256Hexadecimal(hashedBody).utf8, expected.lowercased().utf8)
  }

  /// The URL as it is, without a port, and with the scheme's own port.
  private var urlForms: [String] {
    guard let parts = URLParts(url) else { return [url] }
    return parts.port == nil
      ? [url, parts.text(port: parts.defaultPort)] : [url, parts.text(port: nil)]
  }
}

extension TwilioSignature {
  /// What the settings header asks for.
  ///
  /// - Returns: SHA-1 where there is no such header, and nil for an algorithm that is not known.
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
