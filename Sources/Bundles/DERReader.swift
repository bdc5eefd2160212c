/// Reads elements of DER (ITU-T X.690, section 8.1) one after the other.
struct DERReader {
  /// The tags that keys use.
  enum Tag: UInt8 {
    case integer = 0x02
    case octets = 0x04
    case objectIdentifier = 0x06
    case sequence = 0x30
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  /// The content of the next element; nil if it is another one or incomplete.
  mutating func content(_ tag: Tag) -> ArraySlice<UInt8>? {
    guard rest.first == tag.rawValue, var length = rest.dropFirst().first.map(Int.init) else {
      return nil
    }
    var content = rest.dropFirst(2)
    if length >= 0x80 {
      // The number of bytes of the length; keys are shorter than 64 KiB.
      let count = length - 0x80
      guard 1...2 ~= count, content.count >= count else { return nil }
      length = content.prefix(count).reduce(0) { $0 << 8 | Int($1) }
      content = content.dropFirst(count)
    }
    guard content.count >= length else { return nil }
    rest = content.dropFirst(length)
    return content.prefix(length)
  }

  /// The elements of the next sequence.
  mutating func sequence() -> DERReader? { content(.sequence).map(DERReader.init) }

  /// The next integer, if it is positive and has at most 4 bytes.
  mutating func integer() -> Int? {
    guard let bytes = content(.integer), 1...4 ~= bytes.count, bytes.first ?? 0x80 < 0x80 else {
      return nil
    }
    return bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
