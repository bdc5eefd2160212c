import JSON
import Testing
import TestSupport

@testable import Bundles
@testable import LintRules

@Suite("Hostile bundles")
struct HostileArchiveTests {
  /// A way to make a good archive a bad one, and a word of the reason.
  struct Attack: Sendable, CustomTestStringConvertible {
    var name: String
    var reason: String
    var change: @Sendable (inout HostileArchive, inout SeededNumbers) throws -> Void

    init(
      _ name: String, _ reason: String,
      _ change: @escaping @Sendable (inout HostileArchive, inout SeededNumbers) throws -> Void
    ) {
      self.name = name
      self.reason = reason
      self.change = change
    }

    var testDescription: String { String(name.prefix(60)) }

    /// Changes one entry.
    static func entry(
      _ name: String, _ reason: String,
      _ change: @escaping @Sendable (inout HostileArchive.Entry, inout SeededNumbers) -> Void
    ) -> Attack {
      Attack(name, reason) { archive, numbers in
        let index = Int.random(in: archive.entries.indices, using: &numbers)
        change(&archive.entries[index], &numbers)
      }
    }

    /// Adds a file that the manifest lists with its true hash.
    static func path(_ path: String, _ reason: String) -> Attack {
      Attack("path \(path.debugDescription)", reason) { archive, _ in
        try archive.add(.init(path, [1]))
      }
    }

    /// Changes a member of the manifest.
    static func manifest(
      _ name: String, _ reason: String, _ change: @escaping @Sendable (inout JSONObject) -> Void
    ) -> Attack {
      Attack("manifest: \(name)", reason) { archive, _ in try archive.replaceManifest(change) }
    }
  }

  static let manifest = Array("manifest.json".utf8)
  static let signature = Array("signature".utf8)

  static let attacks: [Attack] = [
    .path("../evil", "leads out"), .path("resources/../../evil", "leads out"),
    .path("resources/..", "leads out"), .path("/etc/passwd", "absolute"),
    .path("resources//etc/passwd", "empty part"), .path("resources/./a", "empty part"),
    .path("resources/a/", "empty part"), .path("resources/C:/a", "drive"),
    .path("resources\\..\\a", "backslash"), .path("resources/a\\b", "backslash"),
    .path("resources/a\u{0}b", "control"), .path("resources/\u{1B}[2J", "control"),
    .path("evil.txt", "not part"), .path("resources", "not part"),
    .path("resources/A.BPMN", "differ only"), .path("resources/a.bpmn/x", "below it"),
    .path(String(repeating: "a", count: 2000), "too long"),
    .entry("link", "link") { entry, _ in entry.externalAttributes = 0o120777 << 16 },
    .entry("attributes", "attributes") { entry, numbers in
      entry.externalAttributes = UInt32.random(in: 1..<0x1000_0000, using: &numbers)
    },
    .entry("internal attributes", "attributes") { entry, _ in entry.internalAttributes = 1 },
    .entry("compressed", "compressed") { entry, _ in entry.method = 8 },
    .entry("other method", "compressed") { entry, numbers in
      entry.method = .random(in: 1..<100, using: &numbers)
    },
    .entry("bomb", "compressed") { entry, _ in
      entry.method = 8
      entry.size = 0x7FFF_FFFF
      entry.compressedSize = UInt32(entry.bytes.count)
    },
    .entry("encrypted", "encrypted") { entry, _ in entry.flags |= 1 },
    .entry("data descriptor", "descriptor") { entry, _ in entry.flags |= 8 },
    .entry("flags", "flags") { entry, numbers in
      entry.flags ^= 1 << UInt16([1, 2, 4, 5, 6, 7, 9, 11, 13].randomElement(using: &numbers) ?? 1)
    },
    .entry("zip64 size", "zip64") { entry, _ in
      entry.size = 0xFFFF_FFFF
      entry.compressedSize = 0xFFFF_FFFF
    },
    .entry("longer than it is", "") { entry, numbers in
      entry.size = UInt32(entry.bytes.count) + .random(in: 1..<1 << 30, using: &numbers)
    },
    .entry("shorter than it is", "") { entry, numbers in
      entry.size = .random(in: 0..<UInt32(max(1, entry.bytes.count)), using: &numbers)
    },
    .entry("two sizes", "different sizes") { entry, _ in
      entry.compressedSize = UInt32(entry.bytes.count) + 1
    },
    .entry("extra field", "extra") { entry, _ in entry.extra = [1, 0, 0, 0] },
    .entry("comment", "comment") { entry, _ in entry.comment = [65] },
    .entry("other disk", "another part") { entry, _ in entry.disk = 1 },
    .entry("version", "version") { entry, _ in entry.version = 45 },
    .entry("made by UNIX", "version") { entry, _ in entry.madeBy = 3 << 8 | 20 },
    .entry("time", "time") { entry, numbers in
      entry.time = .random(in: 1...UInt16.max, using: &numbers)
    },
    .entry("date", "time") { entry, _ in entry.date = 0x5A8F },
    .entry("checksum", "checksum") { entry, numbers in
      entry.checksum = .random(in: 0...UInt32.max, using: &numbers)
    },
    .entry("other name in front", "header") { entry, _ in entry.localName = entry.name.reversed() },
    .entry("other size in front", "header") { entry, _ in
      entry.localSize = UInt32(entry.bytes.count) + 1
    },
    .entry("name that is not UTF-8", "UTF-8") { entry, _ in
      entry.name = Array("resources/".utf8) + [0xC0, 0xAF]
    },
    .entry("empty name", "empty") { entry, _ in entry.name = [] },
    .entry("offset", "") { entry, numbers in
      entry.offsetChange = [-30, -1, 1, 7, 1 << 20].randomElement(using: &numbers) ?? 1
    },
    .entry("hidden bytes", "") { entry, _ in entry.gap = [1, 2, 3] },
    Attack("duplicate", "twice") { archive, numbers in
      let index = Int.random(in: archive.entries.indices, using: &numbers)
      archive.entries.insert(archive.entries[index], at: index)
    },
    Attack("overlap", "") { archive, _ in
      archive.entries[1].offsetChange = -archive.entries[0].bytes.count
    },
    Attack("order", "order") { archive, _ in archive.entries.swapAt(0, 1) },
    // Only the signature may be missing, which is for 'verify --key' to find.
    Attack("missing file", "") { archive, numbers in
      let indices = archive.entries.indices.filter { archive.entries[$0].name != Self.signature }
      archive.entries.remove(at: indices.randomElement(using: &numbers) ?? 0)
    },
    Attack("nothing in it", "missing") { archive, _ in archive.entries = [] },
    Attack("leading bytes", "") { archive, _ in archive.leading = [0x4D, 0x5A] },
    Attack("leading bytes, offsets kept", "") { archive, _ in
      archive.leading = [0x4D, 0x5A]
      for index in archive.entries.indices { archive.entries[index].offsetChange = -2 }
      archive.directoryStartChange = -2
    },
    Attack("trailing bytes", "bytes after") { archive, numbers in
      archive.trailing = Array(repeating: 0, count: .random(in: 1..<100, using: &numbers))
    },
    Attack("comment at the end", "") { archive, _ in archive.comment = [65, 66] },
    Attack("count", "") { archive, numbers in
      archive.countChange = [-1, 1, 1000, 0xFFFF].randomElement(using: &numbers) ?? 1
    },
    Attack("directory size", "") { archive, numbers in
      archive.directorySizeChange = [-46, -1, 1, 1 << 30].randomElement(using: &numbers) ?? 1
    },
    Attack("directory start", "") { archive, numbers in
      archive.directoryStartChange = [-46, -1, 1, 1 << 30].randomElement(using: &numbers) ?? 1
    },
    Attack("altered file", "does not match") { archive, numbers in
      let index = archive.entries.firstIndex { $0.name.starts(with: "resources/".utf8) } ?? 0
      guard let place = archive.entries[index].bytes.indices.randomElement(using: &numbers) else {
        return
      }
      archive.entries[index].bytes[place] ^= 1
    },
    Attack("unlisted file", "does not list") { archive, _ in
      archive.entries.append(.init("templates/z.json", [1]))
      archive.entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
    },
    Attack("changed and listed after signing", "does not match") { archive, _ in
      try archive.add(.init("resources/b.bpmn", [1]))
    },
    Attack("signature cut", "signature") { archive, _ in
      for index in archive.entries.indices where archive.entries[index].name == Self.signature {
        archive.entries[index].bytes.removeLast(5)
      }
    },
    Attack("signature of another bundle", "does not match") { archive, _ in
      let other = try HostileArchive(
        BundleFixture.bundle([("b.bpmn", BundleFixture.process())])
          .signed(with: SigningKey()).archive())
      let signature = other.entries.first { $0.name == Self.signature }
      for index in archive.entries.indices where archive.entries[index].name == Self.signature {
        archive.entries[index].bytes = signature?.bytes ?? []
      }
    },
    .manifest("newer format", "format 2") { $0["format"] = 2 },
    .manifest("no format", "format") { $0["format"] = nil },
    .manifest("text as format", "format") { $0["format"] = "1" },
    .manifest("no files", "") { $0["files"] = nil },
    .manifest("empty files", "") { $0["files"] = [] },
    .manifest("files that are none", "") { $0["files"] = [1, "a", [:]] },
    .manifest("unknown member", "canonical form") { $0["extra"] = 1 },
    .manifest("other type", "canonical form") { $0["platform"] = 8 },
    .manifest("process elsewhere", "missing") {
      $0["processes"] = [["id": "x", "name": nil, "executable": true, "file": "../x"]]
    },
    .manifest("template elsewhere", "missing") {
      $0["templates"] = [["id": "x", "version": 1, "name": "x", "file": "../x"]]
    },
    Attack("manifest that is not JSON", "JSON") { archive, numbers in
      for index in archive.entries.indices where archive.entries[index].name == Self.manifest {
        let count = max(3, archive.entries[index].bytes.count)
        let cut = Int.random(in: 0..<count - 2, using: &numbers)
        archive.entries[index].bytes.removeSubrange(cut...)
      }
    },
    Attack("manifest of endless depth", "JSON") { archive, _ in
      for index in archive.entries.indices where archive.entries[index].name == Self.manifest {
        archive.entries[index].bytes = Array(repeating: UInt8(ascii: "["), count: 100_000)
      }
    },
  ]

  @Test("are refused with the reason", arguments: attacks)
  func reasons(attack: Attack) throws {
    var numbers = SeededNumbers(1)
    var archive = try HostileArchive(BundleFixture.small())
    #expect(!BundleFixture.isRefused(archive.bytes))
    try attack.change(&archive, &numbers)
    let reason = BundleFixture.reason(archive.bytes)
    #expect(reason?.contains(attack.reason) == true || reason != nil && attack.reason.isEmpty)
  }

  @Test("are refused: 1,000 generated ones, with one to three attacks each")
  func generated() throws {
    let good = try HostileArchive(BundleFixture.small())
    var numbers = SeededNumbers(1000)
    for number in 0..<1000 {
      var archive = good
      var names: [String] = []
      // The same attack twice could undo itself.
      let count = Int.random(in: 1...3, using: &numbers)
      for attack in Self.attacks.shuffled(using: &numbers).prefix(count) {
        guard archive.entries.count > 1 else { continue }
        names.append(attack.name)
        try attack.change(&archive, &numbers)
      }
      #expect(BundleFixture.isRefused(archive.bytes), "\(number): \(names)")
    }
  }

  @Test("are refused: garbage behind the mark of an archive")
  func garbage() {
    var numbers = SeededNumbers(3)
    for _ in 0..<1000 {
      let count = Int.random(in: 0..<300, using: &numbers)
      let body = (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      #expect(BundleFixture.isRefused([0x50, 0x4B, 3, 4] + body))
      #expect(BundleFixture.isRefused(body + [0x50, 0x4B, 5, 6] + body.prefix(18)))
    }
  }
}
