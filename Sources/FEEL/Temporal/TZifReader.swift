/// Reads the blocks of a TZif file (RFC 9636 section 3).
struct TZifReader {
  struct Zone {
    var transitions: [Int] = []
    var offsets: [Int] = []
    var firstOffset = 0
    var footer = ""
  }

  private struct Header {
    var version = 0
    var utcCount = 0, standardCount = 0, leapCount = 0
    var timeCount = 0, typeCount = 0, nameLength = 0
  }

  private let bytes: [UInt8]
  private var index = 0

  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: Array("TZif".utf8)) else { return nil }
    self.bytes = bytes
  }

  mutating func read() -> Zone? {
    guard let first = header() else { return nil }
    if first.version == 0 { return block(first, timeSize: 4) }
    // Later versions repeat the data with 64-bit times after a block for old readers.
    index +=
      first.timeCount * 5 + first.typeCount * 6 + first.nameLength + first.leapCount * 8
      + first.standardCount + first.utcCount
    guard let second = header(), var zone = block(second, timeSize: 8) else { return nil }
    index += second.nameLength + second.leapCount * 12 + second.standardCount + second.utcCount
    if index < bytes.count, bytes[index] == UInt8(ascii: "\n") {
      let text = bytes[(index + 1)...].prefix { $0 != UInt8(ascii: "\n") }
      zone.footer = String(decoding: text, as: UTF8.self)
    }
    return zone
  }

  private mutating func header() -> Header? {
    guard index >= 0, index + 44 <= bytes.count,
      bytes[index..<index + 4].elementsEqual("TZif".utf8)
    else { return nil }
    var header = Header()
    header.version = Int(bytes[index + 4])
    index += 20
    header.utcCount = number(size: 4)
    header.standardCount = number(size: 4)
    header.leapCount = number(size: 4)
    header.timeCount = number(size: 4)
    header.typeCount = number(size: 4)
    header.nameLength = number(size: 4)
    let counts = [
      header.utcCount, header.standardCount, header.leapCount, header.timeCount,
      header.typeCount, header.nameLength,
    ]
    guard counts.allSatisfy({ 0...bytes.count ~= $0 }), header.typeCount > 0 else { return nil }
    return header
  }

  private mutating func block(_ header: Header, timeSize: Int) -> Zone? {
    guard index + header.timeCount * (timeSize + 1) + header.typeCount * 6 <= bytes.count else {
      return nil
    }
    var zone = Zone()
    for _ in 0..<header.timeCount { zone.transitions.append(number(size: timeSize)) }
    var types: [Int] = []
    for _ in 0..<header.timeCount { types.append(number(size: 1)) }
    var typeOffsets: [Int] = []
    for _ in 0..<header.typeCount {
      typeOffsets.append(number(size: 4))
      index += 2
    }
    guard types.allSatisfy({ 0..<typeOffsets.count ~= $0 }) else { return nil }
    zone.offsets = types.map { typeOffsets[$0] }
    zone.firstOffset = typeOffsets[0]
    return zone
  }

  /// The next big-endian signed number.
  private mutating func number(size: Int) -> Int {
    var value = 0
    for offset in 0..<size { value = value << 8 | Int(bytes[index + offset]) }
    index += size
    if size == 1 { return value }
    let shift = (8 - size) * 8
    return (value << shift) >> shift
  }
}
