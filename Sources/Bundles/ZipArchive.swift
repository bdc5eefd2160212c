/// A ZIP archive of stored (uncompressed) entries, the container of a bundle.
///
/// The archive of given entries is canonical: they are sorted by the bytes of their paths, have a
/// fixed time and no attributes, comments or extra fields, and there are no gaps. Reading rejects
/// every other archive (`ZipArchive+Reading.swift`), so that no changed bit goes unnoticed. Source:
/// PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
package enum ZipArchive {
  package struct Entry: Sendable {
    package var path: String
    package var bytes: ArraySlice<UInt8>
  }

  /// Why an archive cannot be read or written.
  package struct Fault: Error {
    package var message: String
  }

  /// The maximum size of an archive; a larger one is rejected before memory is allocated for it.
  package static let maximumSize = 256 << 20
  /// The format counts entries in 16 bits and reserves the highest value.
  static let maximumCount = 0xFFFE
  static let maximumNameLength = 1024

  static let localHeaderSize = 30
  static let centralHeaderSize = 46
  static let endSize = 22

  static let localSignature: UInt32 = 0x0403_4B50
  static let centralSignature: UInt32 = 0x0201_4B50
  static let endSignature: UInt32 = 0x0605_4B50

  /// Version 2.0 of the format, on a file system without attributes.
  package static let version: UInt16 = 20
  /// Names are UTF-8.
  package static let flags: UInt16 = 0x0800
  /// 1980-01-01 00:00, the earliest time in the format.
  package static let date: UInt16 = 0x0021

  /// The common part of local and central headers, from the version to the length of extra fields.
  package struct Header {
    package var checksum: UInt32
    package var size: Int
    package var nameLength: Int

    package var bytes: [UInt8] {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(26)
      bytes.append(ZipArchive.version)
      bytes.append(ZipArchive.flags)
      bytes.append(UInt16(0))
      bytes.append(UInt16(0))
      bytes.append(ZipArchive.date)
      bytes.append(checksum)
      bytes.append(UInt32(size))
      bytes.append(UInt32(size))
      bytes.append(UInt16(nameLength))
      bytes.append(UInt16(0))
      return bytes
    }
  }

  /// - Throws: `Fault` if the archive of these entries would exceed a limit.
  package static func check(_ entries: [Entry]) throws(Fault) {
    guard entries.count <= maximumCount else {
      throw Fault(
        message: "\(entries.count) files exceed the limit of \(maximumCount) for a bundle")
    }
    var size = endSize
    for entry in entries {
      let nameLength = entry.path.utf8.count
      guard nameLength <= maximumNameLength else {
        throw Fault(message: "the path '\(entry.path.prefix(60))…' is too long for a bundle")
      }
      size += localHeaderSize + centralHeaderSize + 2 * nameLength + entry.bytes.count
    }
    guard size <= maximumSize else {
      throw Fault(
        message: "the bundle would be larger than the limit of \(maximumSize >> 20) MiB")
    }
  }

  /// The archive of entries that are sorted and within the limits (`check`), in pieces, so that the
  /// contents of the entries are not copied.
  package static func write(_ entries: [Entry]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    pieces.reserveCapacity(2 * entries.count + 1)
    var place = 0
    var directory: [UInt8] = []
    func add(_ piece: ArraySlice<UInt8>) {
      pieces.append(piece)
      place += piece.count
    }
    for entry in entries {
      let offset = UInt32(place)
      let header = Header(
        checksum: CRC32.checksum(entry.bytes), size: entry.bytes.count,
        nameLength: entry.path.utf8.count
      ).bytes
      var local: [UInt8] = []
      local.reserveCapacity(localHeaderSize + entry.path.utf8.count)
      local.append(localSignature)
      local += header
      local += entry.path.utf8
      add(local[...])
      add(entry.bytes)

      directory.append(centralSignature)
      directory.append(version)
      directory += header
      // No comment, disk 0, no internal or external attributes.
      directory += [UInt8](repeating: 0, count: 10)
      directory.append(offset)
      directory += entry.path.utf8
    }
    let start = UInt32(place)
    let length = UInt32(directory.count)
    directory.append(endSignature)
    directory.append(UInt32(0))
    directory.append(UInt16(entries.count))
    directory.append(UInt16(entries.count))
    directory.append(length)
    directory.append(start)
    directory.append(UInt16(0))
    add(directory[...])
    return pieces
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ value: UInt16) {
    append(UInt8(truncatingIfNeeded: value))
    append(UInt8(value >> 8))
  }

  fileprivate mutating func append(_ value: UInt32) {
    append(UInt16(truncatingIfNeeded: value))
    append(UInt16(value >> 16))
  }
}
