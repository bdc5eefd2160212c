import Text

/// A reference to a secret in a text.
///
/// The forms are those of Camunda's connector runtime: `{{secrets.NAME}}`, with the shortest name
/// without whitespace; `camunda.secrets.NAME`, resolved by the engine since 8.10; and, in the
/// remaining text, the legacy form `secrets.NAME`.
public struct SecretReference: Sendable, Hashable {
  /// The syntax of a reference.
  public enum Form: String, Sendable {
    case braced, engine, bare
  }

  /// The name of the secret.
  public var name: String
  /// The syntax of the reference.
  public var form: Form
  /// UTF-8 offsets in the text, braces included.
  public var range: Range<Int>

  /// The references in a text, from left to right.
  public static func find(in text: String) -> [SecretReference] {
    let bytes = Array(text.utf8)
    guard !bytes.offsets(of: "secrets.").isEmpty else { return [] }
    // There are known to be no closing braces up to this offset.
    var barren = 0
    let safest = scan(bytes, skipping: []) { start, bytes in
      braced(at: start, in: bytes, barren: &barren)
    }
    let engines = scan(bytes, skipping: safest.map(\.range), engine(at:in:))
    let safe = inOrder(safest + engines)
    return inOrder(safe + scan(bytes, skipping: safe.map(\.range), bare(at:in:)))
  }

  private static func inOrder(_ references: [SecretReference]) -> [SecretReference] {
    references.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Offsets in the bytes of an XML file where a reference may be, in order: a quick check before
  /// anything is decoded. One of the letters may be written as a character reference.
  public static func possiblePlaces(in bytes: [UInt8]) -> [Int] {
    (bytes.offsets(of: "secrets.") + bytes.offsets(of: "&#")).sorted()
  }

  /// - Parameter taken: the ranges of other forms, in order.
  private static func scan(
    _ bytes: [UInt8], skipping taken: [Range<Int>],
    _ match: (Int, [UInt8]) -> SecretReference?
  ) -> [SecretReference] {
    var found: [SecretReference] = []
    var taken = taken[...]
    var index = 0
    while index < bytes.count {
      while let first = taken.first, first.upperBound <= index { taken.removeFirst() }
      let next = taken.first
      if let next, next.contains(index) {
        index = next.upperBound
      } else if let reference = match(index, bytes),
        reference.range.upperBound <= next?.lowerBound ?? bytes.count
      {
        found.append(reference)
        index = reference.range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  private static func braced(
    at start: Int, in bytes: [UInt8], barren: inout Int
  ) -> SecretReference? {
    guard bytes[start...].starts(with: "{{".utf8) else { return nil }
    let word = skipBlanks(start + 2, bytes)
    guard bytes[word...].starts(with: "secrets.".utf8) else { return nil }
    let nameStart = word + 8
    var nameEnd = nameStart
    guard nameStart >= barren else { return nil }
    while nameEnd < bytes.count, !bytes[nameEnd].isASCIISpace {
      nameEnd += 1
      let close = skipBlanks(nameEnd, bytes)
      if bytes[close...].starts(with: "}}".utf8) {
        return SecretReference(
          name: String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self), form: .braced,
          range: start..<close + 2)
      }
    }
    barren = nameEnd
    return nil
  }

  private static func engine(at start: Int, in bytes: [UInt8]) -> SecretReference? {
    guard bytes[start...].starts(with: "camunda.secrets.".utf8) else { return nil }
    let nameStart = start + 16
    if nameStart < bytes.count, bytes[nameStart] == UInt8(ascii: "`") {
      guard let close = bytes[(nameStart + 1)...].firstIndex(of: UInt8(ascii: "`")),
        close > nameStart + 1
      else { return nil }
      return SecretReference(
        name: String(decoding: bytes[(nameStart + 1)..<close], as: UTF8.self), form: .engine,
        range: start..<close + 1)
    }
    return plainName(nameStart, bytes).map {
      SecretReference(name: $0.name, form: .engine, range: start..<$0.end)
    }
  }

  private static func bare(at start: Int, in bytes: [UInt8]) -> SecretReference? {
    guard bytes[start...].starts(with: "secrets.".utf8) else { return nil }
    return plainName(start + 8, bytes).map {
      SecretReference(name: $0.name, form: .bare, range: start..<$0.end)
    }
  }

  /// Letters and digits, joined by single `/ . _ -`.
  private static func plainName(_ start: Int, _ bytes: [UInt8]) -> (name: String, end: Int)? {
    var end = start
    while end < bytes.count {
      if bytes[end].isAlphanumeric {
        end += 1
      } else if end > start, "/._-".utf8.contains(bytes[end]), end + 1 < bytes.count,
        bytes[end + 1].isAlphanumeric, bytes[end - 1].isAlphanumeric
      {
        end += 1
      } else {
        break
      }
    }
    return end > start ? (String(decoding: bytes[start..<end], as: UTF8.self), end) : nil
  }

  private static func skipBlanks(_ index: Int, _ bytes: [UInt8]) -> Int {
    var index = index
    while index < bytes.count, bytes[index].isASCIISpace { index += 1 }
    return index
  }
}
