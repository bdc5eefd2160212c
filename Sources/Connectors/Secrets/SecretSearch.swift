/// Finds forms of secrets, and long parts of them, in texts.
///
/// Of each form, blocks are indexed: any part that is long enough contains a whole block. The text is
/// searched for them once per block length, whatever the number of secrets.
struct SecretSearch: Sendable {
  private struct Place {
    var form: Int
    var offset: Int
  }

  private struct Form {
    var bytes: [UInt8]
    var part: Int
  }

  /// The blocks of one length.
  private struct Blocks {
    /// By hash.
    private var places: [UInt64: [Place]] = [:]
    /// Whether there is a block with these first bits of its hash: most places of a text have none.
    private var filter = [UInt64](repeating: 0, count: 64)

    mutating func add(_ hash: UInt64, _ place: Place) {
      places[hash, default: []].append(place)
      filter[Int(hash >> 58)] |= 1 << (hash >> 52 & 63)
    }

    subscript(hash: UInt64) -> [Place]? {
      filter[Int(hash >> 58)] >> (hash >> 52 & 63) & 1 == 1 ? places[hash] : nil
    }
  }

  private var forms: [Form] = []
  /// By length.
  private var blocks: [Int: Blocks] = [:]

  mutating func add(_ form: SecretForms.Form) {
    let bytes = form.bytes.map(Self.folded)
    guard !bytes.isEmpty else { return }
    let length = (form.part + 1) / 2
    forms.append(Form(bytes: bytes, part: form.part))
    for offset in stride(from: 0, through: bytes.count - length, by: length) {
      let hash = Self.hash(bytes[offset..<offset + length])
      blocks[length, default: Blocks()].add(hash, Place(form: forms.count - 1, offset: offset))
    }
  }

  /// Where a text contains secrets, in the text that was decoded.
  func ranges(in view: DecodedText) -> [Range<Int>] {
    let text = view.bytes.map(Self.folded)
    var found: [Range<Int>] = []
    for (length, blocks) in blocks where length <= text.count {
      var hash = Self.hash(text[..<length])
      var power: UInt64 = 1
      for _ in 1..<max(length, 1) { power = power &* Self.base }
      for start in 0...(text.count - length) {
        if start > 0 {
          hash = hash &- UInt64(text[start - 1]) &* power
          hash = hash &* Self.base &+ UInt64(text[start + length - 1])
        }
        guard let places = blocks[hash] else { continue }
        for place in places {
          if let range = match(place, text, start) { found.append(view.origin(of: range)) }
        }
      }
    }
    return found
  }

  /// The longest part of a form that contains a block; nil if it is too short.
  private func match(_ place: Place, _ text: [UInt8], _ start: Int) -> Range<Int>? {
    let form = forms[place.form]
    var (lower, upper) = (0, 0)
    while place.offset - lower > 0, start - lower > 0,
      form.bytes[place.offset - lower - 1] == text[start - lower - 1]
    {
      lower += 1
    }
    while place.offset + upper < form.bytes.count, start + upper < text.count,
      form.bytes[place.offset + upper] == text[start + upper]
    {
      upper += 1
    }
    let range = start - lower..<start + upper
    let isEvident = range.count == form.bytes.count || Self.isVaried(text[range])
    return range.count >= form.part && isEvident ? range : nil
  }

  /// Parts such as a row of zeros occur in other values, too.
  private static func isVaried(_ part: ArraySlice<UInt8>) -> Bool { Set(part).count >= 6 }

  /// Ranges in order, overlapping and adjacent ones as one.
  static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }

  private static let base: UInt64 = 1_099_511_628_211

  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 &* base &+ UInt64($1) }
  }

  /// Makes cases, the two alphabets of base64, and the two escapes of a space in forms equal.
  private static func folded(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    case UInt8(ascii: "-"), UInt8(ascii: " "): UInt8(ascii: "+")
    case UInt8(ascii: "_"): UInt8(ascii: "/")
    default: byte
    }
  }
}
