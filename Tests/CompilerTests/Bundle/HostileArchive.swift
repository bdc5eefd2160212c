import JSON

@testable import Bundles
@testable import ProjectModel

/// A writer of archives that lie: every field can be set, and the checksums still fit.
struct HostileArchive {
  struct Entry {
    var name: [UInt8]
    var bytes: [UInt8]
    var madeBy: UInt16 = 20
    var version: UInt16 = 20
    var flags: UInt16 = 0x0800
    var method: UInt16 = 0
    var time: UInt16 = 0
    var date: UInt16 = 0x0021
    var checksum: UInt32?
    var compressedSize: UInt32?
    var size: UInt32?
    var extra: [UInt8] = []
    var comment: [UInt8] = []
    var internalAttributes: UInt16 = 0
    var externalAttributes: UInt32 = 0
    var disk: UInt16 = 0
    /// What the local header says instead.
    var localName: [UInt8]?
    var localSize: UInt32?
    /// Where the directory says that it is, against the truth.
    var offsetChange = 0
    /// Bytes between this entry and the next.
    var gap: [UInt8] = []

    init(_ name: String, _ bytes: [UInt8]) {
      self.name = Array(name.utf8)
      self.bytes = bytes
    }
  }

  var entries: [Entry]
  var leading: [UInt8] = []
  var trailing: [UInt8] = []
  var comment: [UInt8] = []
  var countChange = 0
  var directorySizeChange = 0
  var directoryStartChange = 0

  /// The entries of a good bundle, in order.
  init(_ bundle: [UInt8]) throws {
    entries = try ZipArchive.read(bundle).map { Entry($0.path, Array($0.bytes)) }
  }

  /// Changes a file and lets the manifest describe what is there now.
  mutating func replaceManifest(_ change: (inout JSONObject) -> Void) throws {
    guard let index = entries.firstIndex(where: { $0.name == Array("manifest.json".utf8) }),
      var object = (try? JSONValue(parsing: entries[index].bytes))?.object
    else { return }
    change(&object)
    entries[index].bytes = Array((JSONValue.object(object).text(.indented) + "\n").utf8)
  }

  /// Adds an entry in its place, listed in the manifest as a good bundle would.
  mutating func add(_ entry: Entry) throws {
    entries.append(entry)
    entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
    try listAll()
  }

  /// Lets the manifest list every entry with its true hash, so that only the rest can be refused.
  mutating func listAll() throws {
    let files = entries.filter {
      $0.name != Array("manifest.json".utf8) && $0.name != Array("signature".utf8)
    }
    try replaceManifest { object in
      object["files"] = .array(
        files.map {
          [
            "path": .string(String(decoding: $0.name, as: UTF8.self)),
            "size": JSONValue($0.bytes.count),
            "sha256": .string(ProjectBundle.sha256($0.bytes[...])),
          ]
        })
    }
  }

  var bytes: [UInt8] {
    var archive = leading
    var directory: [UInt8] = []
    for entry in entries {
      let offset = archive.count
      let checksum = entry.checksum ?? CRC32.checksum(entry.bytes[...])
      let size = entry.size ?? UInt32(entry.bytes.count)
      func common(_ name: [UInt8], _ size: UInt32) -> [UInt8] {
        var bytes = Self.bytes(entry.version, entry.flags, entry.method, entry.time, entry.date)
        bytes += Self.bytes(checksum, entry.compressedSize ?? size, size)
        bytes += Self.bytes(UInt16(name.count), UInt16(entry.extra.count))
        return bytes
      }
      let localName = entry.localName ?? entry.name
      archive += Self.bytes(UInt32(0x0403_4B50))
      archive += common(localName, entry.localSize ?? size)
      archive += localName + entry.extra + entry.bytes + entry.gap
      directory += Self.bytes(UInt32(0x0201_4B50))
      directory += Self.bytes(entry.madeBy)
      directory += common(entry.name, size)
      directory += Self.bytes(UInt16(entry.comment.count), entry.disk, entry.internalAttributes)
      directory += Self.bytes(
        entry.externalAttributes, UInt32(truncatingIfNeeded: offset + entry.offsetChange))
      directory += entry.name + entry.extra + entry.comment
    }
    let start = archive.count
    let count = UInt16(truncatingIfNeeded: entries.count + countChange)
    let directorySize = directory.count + directorySizeChange
    archive += directory
    archive += Self.bytes(UInt32(0x0605_4B50))
    archive += Self.bytes(UInt16(0), UInt16(0), count, count)
    archive += Self.bytes(
      UInt32(truncatingIfNeeded: directorySize),
      UInt32(truncatingIfNeeded: start + directoryStartChange))
    archive += Self.bytes(UInt16(comment.count))
    return archive + comment + trailing
  }

  private static func bytes<Number: FixedWidthInteger>(_ numbers: Number...) -> [UInt8] {
    numbers.flatMap { number in
      (0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
  }
}
