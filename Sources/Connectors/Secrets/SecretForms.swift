import HTTP
import Text

/// The forms in which a secret may come back from a service: as it is, reversed, as hexadecimal
/// digits and as base64, of UTF-8 or UTF-16.
///
/// Case, escapes and the alphabet of base64 make no difference: `SecretSearch` folds both sides.
enum SecretForms {
  /// A form, and how long a part of it must be to count as the secret.
  struct Form {
    var bytes: [UInt8]
    var part: Int
  }

  /// Shorter forms occur by chance.
  private static let minimumLength = 8
  /// Parts of shorter secrets do not count: two phone numbers have most digits in common.
  private static let minimumPart = 16

  /// - Parameter secret: at least four bytes.
  static func all(of secret: String) -> [Form] {
    let plain = Array(secret.utf8)
    guard plain.count >= minimumLength else {
      return ([plain, Array(plain.base64.utf8)]).map { Form(bytes: $0, part: $0.count) }
    }
    var forms = [plain, Array(String(secret.reversed()).utf8)]
    // Folding covers ASCII only.
    if !plain.allSatisfy({ $0 < 0x80 }) {
      forms += [secret.lowercased(), secret.uppercased()].map { Array($0.utf8) }
    }
    for encoding in [
      plain, utf16(secret, isLittleEndian: true), utf16(secret, isLittleEndian: false),
    ] {
      forms.append(Array(encoding.hexadecimal.utf8))
      forms.append(Array(encoding.base64.utf8))
      for offset in 0...2 { forms.append(base64(encoding, after: offset)) }
    }
    let hasParts = plain.count >= minimumPart + minimumPart / 4
    return forms.filter { $0.count >= minimumLength }.map { form in
      Form(bytes: form, part: hasParts ? max(minimumPart, (form.count + 1) / 2) : form.count)
    }
  }

  private static func utf16(_ text: String, isLittleEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return isLittleEndian ? bytes : bytes.reversed()
    }
  }

  /// The digits that depend on the secret alone, if it follows other bytes.
  private static func base64(_ bytes: [UInt8], after offset: Int) -> [UInt8] {
    let text = Array((Array(repeating: UInt8(0), count: offset) + bytes).base64.utf8)
    let first = (offset * 8 + 5) / 6
    let last = (offset + bytes.count) * 8 / 6
    return first < last ? Array(text[first..<last]) : []
  }
}
