extension ZipArchive {
  /// Reads what `write` writes, and rejects everything else with the reason.
  ///
  /// Every byte of the archive is checked: the fields of the end record and the headers must have
  /// their only valid value, names and sizes must agree in both headers, entries must follow one
  /// another without gaps, and their checksums must match. The entries share the archive's storage.
  package static func read(_ bytes: [UInt8]) throws(Fault) -> [Entry] {
    let end = try EndRecord(bytes)
    var entries: [Entry] = []
    entries.reserveCapacity(end.count)
    var checksums: [UInt32] = []
    checksums.reserveCapacity(end.count)
    var place = end.directoryStart
    var dataEnd = 0
    for _ in 0..<end.count {
      let header = try CentralHeader(bytes, place, limit: end.place)
      if let last = entries.last { try checkOrder(last.path, header.name) }
      guard header.offset == dataEnd else {
        throw Fault(
          message: header.offset < dataEnd
            ? "the entry '\(header.shownName)' overlaps another entry"
            : "unexpected bytes before the entry '\(header.shownName)'")
      }
      let dataStart = header.offset + localHeaderSize + header.nameLength
      dataEnd = dataStart + header.size
      guard dataEnd <= end.directoryStart else {
        throw Fault(message: "the entry '\(header.shownName)' extends beyond the archive")
      }
      try header.checkLocal(bytes)
      entries.append(Entry(path: header.name, bytes: bytes[dataStart..<dataEnd]))
      checksums.append(header.checksum)
      place += centralHeaderSize + header.nameLength
    }
    guard place == end.place, dataEnd == end.directoryStart else {
      throw Fault(message: "the archive contains bytes outside its entries")
    }
    for (entry, checksum) in zip(entries, checksums) {
      guard CRC32.checksum(entry.bytes) == checksum else {
        throw Fault(
          message: "the entry '\(shown(entry.path))' is damaged: its checksum does not match")
      }
    }
    return entries
  }

  private static func checkOrder(_ last: String, _ name: String) throws(Fault) {
    if last.utf8.lexicographicallyPrecedes(name.utf8) { return }
    throw Fault(
      message: last.utf8.elementsEqual(name.utf8)
        ? "the archive contains '\(shown(name))' twice"
        : "the entry '\(shown(name))' is not in sorted order")
  }

  /// A name for messages, with control and format characters escaped.
  package static func shown(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      if scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format
      {
        text += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// The validated record at the end of an archive.
  private struct EndRecord {
    /// The offset of the record, which is the end of the directory.
    let place: Int
    let count: Int
    let directoryStart: Int

    init(_ bytes: [UInt8]) throws(Fault) {
      guard bytes.count <= maximumSize else {
        throw Fault(
          message: "the file is larger than the limit of \(maximumSize >> 20) MiB for a bundle")
      }
      place = bytes.count - endSize
      guard place >= 0, bytes.read32(place) == endSignature else { throw Self.missing(bytes) }
      count = bytes.read16(place + 10)
      let size = Int(bytes.read32(place + 12))
      directoryStart = Int(bytes.read32(place + 16))
      guard bytes.read32(place + 4) == 0 else {
        throw Fault(message: "the archive is split into several parts")
      }
      guard bytes.read16(place + 20) == 0 else {
        throw Fault(message: "the archive has a comment or bytes after its end")
      }
      if count == 0xFFFF || size == 0xFFFF_FFFF || directoryStart == 0xFFFF_FFFF {
        throw Fault(message: "the archive is in the zip64 format, which bundles do not use")
      }
      guard bytes.read16(place + 8) == count, directoryStart + size == place else {
        throw Fault(message: "the archive's end record does not match its directory")
      }
      guard size >= count * centralHeaderSize else {
        throw Fault(message: "the archive's directory is too short for \(count) entries")
      }
    }

    private static func missing(_ bytes: [UInt8]) -> Fault {
      if bytes.isEmpty { return Fault(message: "the file is empty") }
      return Fault(
        message: bytes.starts(with: [0x50, 0x4B, 3, 4])
          ? "the end of the archive is missing: the file is truncated or has bytes after its end"
          : "the file is not a bundle")
    }
  }

  /// A validated entry of the directory.
  private struct CentralHeader {
    let name: String
    let nameLength: Int
    let checksum: UInt32
    let size: Int
    let offset: Int

    init(_ bytes: [UInt8], _ place: Int, limit: Int) throws(Fault) {
      guard place + centralHeaderSize <= limit, bytes.read32(place) == centralSignature else {
        throw Fault(message: "the archive's directory is damaged")
      }
      nameLength = bytes.read16(place + 28)
      let nameStart = place + centralHeaderSize
      guard nameLength <= limit - nameStart else {
        throw Fault(message: "the archive's directory is damaged: a name extends beyond its end")
      }
      guard (1...maximumNameLength).contains(nameLength),
        let name = String(validating: bytes[nameStart..<(nameStart + nameLength)], as: UTF8.self)
      else {
        throw Fault(message: "the name of an entry is empty, too long or not UTF-8")
      }
      self.name = name
      checksum = bytes.read32(place + 16)
      size = Int(bytes.read32(place + 24))
      offset = Int(bytes.read32(place + 42))
      try checkFields(bytes, place)
    }

    var shownName: String { shown(name) }

    /// Checks the fields that have only one valid value.
    private func checkFields(_ bytes: [UInt8], _ place: Int) throws(Fault) {
      func refuse(_ reason: String) -> Fault {
        Fault(message: "the entry '\(shownName)' \(reason)")
      }
      let flags = bytes.read16(place + 8)
      if flags & 1 != 0 { throw refuse("is encrypted") }
      if flags & 8 != 0 { throw refuse("has a data descriptor") }
      if flags != Int(ZipArchive.flags) { throw refuse("has unsupported flags") }
      let compressed = Int(bytes.read32(place + 20))
      if size == 0xFFFF_FFFF || compressed == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
        throw refuse("is in the zip64 format, which bundles do not use")
      }
      guard bytes.read16(place + 10) == 0 else {
        throw refuse("is compressed; bundles store files uncompressed")
      }
      guard compressed == size else { throw refuse("has two different sizes") }
      guard bytes.read32(place + 30) == 0 else { throw refuse("has a comment or an extra field") }
      let attributes = bytes.read32(place + 38)
      // The upper half is the mode of UNIX (APPNOTE 4.4.15); 12 is a symbolic link (inode(7)).
      if attributes >> 28 == 0o12 { throw refuse("is a symbolic link") }
      guard attributes == 0, bytes.read16(place + 36) == 0 else {
        throw refuse("has file attributes")
      }
      guard bytes.read16(place + 34) == 0 else {
        throw refuse("is in another part of a split archive")
      }
      guard bytes.read16(place + 4) == Int(version),
        bytes.read16(place + 6) == Int(version)
      else {
        throw refuse("needs an unsupported version of the format")
      }
      guard bytes.read16(place + 12) == 0, bytes.read16(place + 14) == Int(date) else {
        throw refuse("has a modification time, which bundles do not store")
      }
    }

    /// Checks that the local header agrees with the directory.
    func checkLocal(_ bytes: [UInt8]) throws(Fault) {
      let header = Header(checksum: checksum, size: size, nameLength: nameLength).bytes
      let nameStart = offset + localHeaderSize
      guard bytes.read32(offset) == localSignature,
        bytes[(offset + 4)..<nameStart].elementsEqual(header),
        bytes[nameStart..<(nameStart + nameLength)].elementsEqual(name.utf8)
      else {
        throw Fault(
          message:
            "the local header of the entry '\(shownName)' does not match the archive's directory")
      }
    }
  }
}

extension [UInt8] {
  fileprivate func read16(_ offset: Int) -> Int {
    Int(self[offset]) | Int(self[offset + 1]) << 8
  }

  fileprivate func read32(_ offset: Int) -> UInt32 {
    UInt32(read16(offset)) | UInt32(read16(offset + 2)) << 16
  }
}
