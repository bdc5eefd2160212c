extension ZipArchive {
  /// Reads what `write` makes, and refuses everything else with the reason.
  ///
  /// Every byte of the archive is looked at: the fields of the end record and the headers have one
  /// value each, names and sizes must agree in both headers, entries follow one another without a
  /// gap, and their bytes have their checksum. The entries share the archive's storage.
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
            ? "the entry '\(header.shownName)' overlaps another"
            : "there are bytes in front of the entry '\(header.shownName)' that belong to none")
      }
      let dataStart = header.offset + localHeaderSize + header.nameLength
      dataEnd = dataStart + header.size
      guard dataEnd <= end.directoryStart else {
        throw Fault(message: "the entry '\(header.shownName)' says it is longer than the archive")
      }
      try header.checkLocal(bytes)
      entries.append(Entry(path: header.name, bytes: bytes[dataStart..<dataEnd]))
      checksums.append(header.checksum)
      place += centralHeaderSize + header.nameLength
    }
    guard place == end.place, dataEnd == end.directoryStart else {
      throw Fault(message: "the archive holds bytes that belong to no entry")
    }
    for (entry, checksum) in zip(entries, checksums) {
      guard CRC32.checksum(entry.bytes) == checksum else {
        throw Fault(message: "the entry '\(shown(entry.path))' is damaged: its checksum differs")
      }
    }
    return entries
  }

  private static func checkOrder(_ last: String, _ name: String) throws(Fault) {
    if last.utf8.lexicographicallyPrecedes(name.utf8) { return }
    throw Fault(
      message: last.utf8.elementsEqual(name.utf8)
        ? "the archive holds '\(shown(name))' twice"
        : "the entry '\(shown(name))' is out of order; bpmnc sorts them")
  }

  /// A name for messages, without what would move a terminal's cursor.
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

  /// The record at the end of an archive, checked.
  private struct EndRecord {
    /// Where it stands, and the directory ends.
    let place: Int
    let count: Int
    let directoryStart: Int

    init(_ bytes: [UInt8]) throws(Fault) {
      guard bytes.count <= maximumSize else {
        throw Fault(
          message: "the file is larger than \(maximumSize >> 20) MiB, the most a bundle may be")
      }
      place = bytes.count - endSize
      guard place >= 0, bytes.read32(place) == endSignature else { throw Self.missing(bytes) }
      count = bytes.read16(place + 10)
      let size = Int(bytes.read32(place + 12))
      directoryStart = Int(bytes.read32(place + 16))
      guard bytes.read32(place + 4) == 0 else {
        throw Fault(message: "the archive is one of several parts")
      }
      guard bytes.read16(place + 20) == 0 else {
        throw Fault(message: "the archive has a comment, or bytes follow its end")
      }
      if count == 0xFFFF || size == 0xFFFF_FFFF || directoryStart == 0xFFFF_FFFF {
        throw Fault(message: "the archive is a zip64 archive; bundles are smaller")
      }
      guard bytes.read16(place + 8) == count, directoryStart + size == place else {
        throw Fault(message: "the directory of the archive is not where its end says")
      }
      guard size >= count * centralHeaderSize else {
        throw Fault(message: "the directory of the archive is too short for \(count) entries")
      }
    }

    private static func missing(_ bytes: [UInt8]) -> Fault {
      if bytes.isEmpty { return Fault(message: "the file is empty") }
      return Fault(
        message: bytes.starts(with: [0x50, 0x4B, 3, 4])
          ? "the end of the archive is missing: the file is cut, or bytes follow its end"
          : "the file is no bundle")
    }
  }

  /// An entry of the directory, checked.
  private struct CentralHeader {
    let name: String
    let nameLength: Int
    let checksum: UInt32
    let size: Int
    let offset: Int

    init(_ bytes: [UInt8], _ place: Int, limit: Int) throws(Fault) {
      guard place + centralHeaderSize <= limit, bytes.read32(place) == centralSignature else {
        throw Fault(message: "the directory of the archive is damaged")
      }
      nameLength = bytes.read16(place + 28)
      let nameStart = place + centralHeaderSize
      guard nameLength <= limit - nameStart else {
        throw Fault(message: "the directory of the archive is damaged: a name goes beyond its end")
      }
      guard (1...maximumNameLength).contains(nameLength),
        let name = String(validating: bytes[nameStart..<(nameStart + nameLength)], as: UTF8.self)
      else {
        throw Fault(message: "the archive has an entry whose name is empty, too long or not UTF-8")
      }
      self.name = name
      checksum = bytes.read32(place + 16)
      size = Int(bytes.read32(place + 24))
      offset = Int(bytes.read32(place + 42))
      try checkFields(bytes, place)
    }

    var shownName: String { shown(name) }

    /// What has one value only, with the reasons that people know.
    private func checkFields(_ bytes: [UInt8], _ place: Int) throws(Fault) {
      func refuse(_ reason: String) -> Fault {
        Fault(message: "the entry '\(shownName)' \(reason)")
      }
      let flags = bytes.read16(place + 8)
      if flags & 1 != 0 { throw refuse("is encrypted") }
      if flags & 8 != 0 { throw refuse("has its size behind its bytes (a data descriptor)") }
      if flags != Int(ZipArchive.flags) { throw refuse("has flags that bundles have not") }
      let compressed = Int(bytes.read32(place + 20))
      if size == 0xFFFF_FFFF || compressed == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
        throw refuse("is a zip64 entry; bundles are smaller")
      }
      guard bytes.read16(place + 10) == 0 else {
        throw refuse("is compressed; the files of a bundle are stored as they are")
      }
      guard compressed == size else { throw refuse("has two sizes") }
      guard bytes.read32(place + 30) == 0 else { throw refuse("has a comment or an extra field") }
      let attributes = bytes.read32(place + 38)
      // The upper half is the mode of UNIX (APPNOTE 4.4.15); 12 is a symbolic link (inode(7)).
      if attributes >> 28 == 0o12 { throw refuse("is a link") }
      guard attributes == 0, bytes.read16(place + 36) == 0 else {
        throw refuse("has file attributes")
      }
      guard bytes.read16(place + 34) == 0 else { throw refuse("lies in another part") }
      guard bytes.read16(place + 4) == Int(version),
        bytes.read16(place + 6) == Int(version)
      else {
        throw refuse("needs another version of the format")
      }
      guard bytes.read16(place + 12) == 0, bytes.read16(place + 14) == Int(date) else {
        throw refuse("has a time; bundles have none, so that their bytes do not depend on it")
      }
    }

    /// The header in front of the bytes must say the same.
    func checkLocal(_ bytes: [UInt8]) throws(Fault) {
      let header = Header(checksum: checksum, size: size, nameLength: nameLength).bytes
      let nameStart = offset + localHeaderSize
      guard bytes.read32(offset) == localSignature,
        bytes[(offset + 4)..<nameStart].elementsEqual(header),
        bytes[nameStart..<(nameStart + nameLength)].elementsEqual(name.utf8)
      else {
        throw Fault(
          message: "the header of the entry '\(shownName)' differs from the archive's directory")
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
