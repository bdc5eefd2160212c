/// A ZIP archive of stored (uncompressed) entries, the container of a bundle.
///
/// Writing is reproducible: entries sorted by path, one fixed time, no extra fields. Reading takes
/// exactly what writing makes and refuses everything else. Source: PKWARE APPNOTE 6.3, sections
/// 4.3.7, 4.3.12, 4.3.16.
enum ZipArchive {
  struct Entry: Sendable {
    var path: String
    var bytes: [UInt8]
  }

  /// Why bytes are not an archive of this kind.
  struct Fault: Error {
    var message: String
  }

  /// 1980-01-01 00:00, the earliest time that the format knows.
  private static let date: UInt16 = 0x0021
  /// Names are UTF-8.
  private static let flags: UInt16 = 0x0800
  private static let localSignature: UInt32 = 0x0403_4B50
  private static let centralSignature: UInt32 = 0x0201_4B50
  private static let endSignature: UInt32 = 0x0605_4B50

  static func write(_ entries: [Entry]) -> [UInt8] {
    var archive = Writer()
    var directory = Writer()
    let ordered = entries.sorted { $0.path < $1.path }
    for entry in ordered {
      let offset = UInt32(archive.bytes.count)
      let name = Array(entry.path.utf8)
      var header = Writer()
      header.append16(20)
      header.append16(flags)
      header.append16(0)
      header.append16(0)
      header.append16(date)
      header.append32(CRC32.checksum(entry.bytes))
      header.append32(UInt32(entry.bytes.count))
      header.append32(UInt32(entry.bytes.count))
      header.append16(UInt16(name.count))
      header.append16(0)
      archive.append32(localSignature)
      archive.bytes += header.bytes
      archive.bytes += name
      archive.bytes += entry.bytes

      directory.append32(centralSignature)
      directory.append16(20)
      directory.bytes += header.bytes
      // No comment, disk 0, no attributes.
      for _ in 0..<3 { directory.append16(0) }
      directory.append32(0)
      directory.append32(offset)
      directory.bytes += name
    }
    let start = UInt32(archive.bytes.count)
    archive.bytes += directory.bytes
    archive.append32(endSignature)
    archive.append32(0)
    archive.append16(UInt16(ordered.count))
    archive.append16(UInt16(ordered.count))
    archive.append32(UInt32(directory.bytes.count))
    archive.append32(start)
    archive.append16(0)
    return archive.bytes
  }

  static func read(_ bytes: [UInt8]) throws(Fault) -> [Entry] {
    let end = bytes.count - 22
    guard end >= 0, read32(bytes, end) == endSignature, read16(bytes, end + 20) == 0 else {
      throw Fault(message: "the file is no bundle, or its end is missing")
    }
    let count = Int(read16(bytes, end + 10))
    let directorySize = Int(read32(bytes, end + 12))
    let directoryStart = Int(read32(bytes, end + 16))
    guard directoryStart + directorySize == end, Int(read16(bytes, end + 8)) == count else {
      throw Fault(message: "the directory of the archive does not end where it should")
    }
    var entries: [Entry] = []
    var place = directoryStart
    var dataEnd = 0
    for _ in 0..<count {
      guard place + 46 <= end, read32(bytes, place) == centralSignature else {
        throw Fault(message: "the directory of the archive is damaged")
      }
      let nameLength = Int(read16(bytes, place + 28))
      let size = Int(read32(bytes, place + 24))
      let offset = Int(read32(bytes, place + 42))
      guard place + 46 + nameLength <= end, read16(bytes, place + 30) == 0,
        read16(bytes, place + 32) == 0
      else { throw Fault(message: "the directory of the archive is damaged") }
      let nameBytes = bytes[(place + 46)..<(place + 46 + nameLength)]
      guard let name = String(validating: nameBytes, as: UTF8.self) else {
        throw Fault(message: "the archive has an entry whose name is not UTF-8")
      }
      // An entry is its header, its name and its bytes; the next one follows at once.
      let dataStart = offset + 30 + nameLength
      guard offset == dataEnd, dataStart + size <= directoryStart,
        read32(bytes, offset) == localSignature,
        bytes[(offset + 4)..<(offset + 30)].elementsEqual(bytes[(place + 6)..<(place + 32)]),
        bytes[(offset + 30)..<dataStart].elementsEqual(nameBytes)
      else { throw Fault(message: "the entry '\(name)' does not stand where the directory says") }
      guard read16(bytes, place + 10) == 0, Int(read32(bytes, place + 20)) == size else {
        throw Fault(message: "the entry '\(name)' is compressed; bundles are stored")
      }
      guard read32(bytes, place + 38) == 0 else {
        throw Fault(message: "the entry '\(name)' is a link or has file attributes")
      }
      let data = Array(bytes[dataStart..<(dataStart + size)])
      guard read32(bytes, place + 16) == CRC32.checksum(data) else {
        throw Fault(message: "the entry '\(name)' is damaged: its checksum differs")
      }
      entries.append(Entry(path: name, bytes: data))
      dataEnd = dataStart + size
      place += 46 + nameLength
    }
    guard place == end, dataEnd == directoryStart else {
      throw Fault(message: "the archive holds bytes that belong to no entry")
    }
    // Whatever field was not looked at: what is read must be what writing makes of it.
    guard write(entries) == bytes else {
      throw Fault(message: "the archive was altered, or made by another program")
    }
    return entries
  }

  private static func read16(_ bytes: [UInt8], _ offset: Int) -> UInt16 {
    UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8
  }

  private static func read32(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    UInt32(read16(bytes, offset)) | UInt32(read16(bytes, offset + 2)) << 16
  }

  private struct Writer {
    var bytes: [UInt8] = []

    mutating func append16(_ value: UInt16) {
      bytes += [UInt8(truncatingIfNeeded: value), UInt8(value >> 8)]
    }

    mutating func append32(_ value: UInt32) {
      append16(UInt16(truncatingIfNeeded: value))
      append16(UInt16(value >> 16))
    }
  }
}

/// The checksum of ZIP (ISO 3309, polynomial 0xEDB88320).
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
    }
  }

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
  }
}
