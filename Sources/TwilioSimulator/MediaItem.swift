import FoundationEssentials
import GRDB
import HTTP
import Text

/// A file of a message: at a URL of its sender, or uploaded to the simulator.
struct MediaItem: Sendable, Equatable, Codable {
  var sid = SimulatorStore.newSID("ME")
  /// Where the file is; nil if it was uploaded.
  var url: String?
  var contentType: String
  /// Milliseconds since 1970.
  var created: Int64

  /// The largest file that can be uploaded, in bytes.
  static let maximumSize = 5 * 1024 * 1024

  /// A file at a URL.
  init(url: String, created: Int64) {
    self.url = url
    self.created = created
    contentType = Self.contentType(url)
  }

  /// An uploaded file.
  init(contentType: String, created: Int64) {
    self.contentType = contentType
    self.created = created
  }

  /// Where the content is, without credentials. An uploaded file is on this server, at a path that
  /// cannot be guessed.
  var location: String { url ?? "/simulator/media/\(sid)" }

  private static let contentTypes = [
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
    "webp": "image/webp", "mp4": "video/mp4", "mp3": "audio/mpeg", "ogg": "audio/ogg",
    "amr": "audio/amr", "pdf": "application/pdf", "vcf": "text/vcard", "txt": "text/plain",
  ]

  /// The content type for the extension of a path; images are the most common.
  static func contentType(_ path: String) -> String {
    let path = path.prefix { $0 != "?" && $0 != "#" }
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return contentTypes[ending] ?? "image/jpeg"
  }
}

extension SimulatorStore {
  /// The total size of uploaded files; the oldest ones are deleted beyond it.
  private static let maximumMediaSize = 256 * 1024 * 1024

  /// Stores an uploaded file in the transaction of its message.
  static func insert(_ item: MediaItem, _ bytes: [UInt8], _ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO media (sid, type, content) VALUES (?, ?, ?)",
      arguments: [item.sid, item.contentType, Data(bytes)])
    while true {
      let size = try Int.fetchOne(database, sql: "SELECT sum(length(content)) FROM media") ?? 0
      guard size > maximumMediaSize else { return }
      try database.execute(
        sql: "DELETE FROM media WHERE ordinal = (SELECT min(ordinal) FROM media)")
    }
  }

  /// The content of an uploaded file.
  func content(ofMedia sid: String) async throws -> (type: String, bytes: [UInt8])? {
    try await queue.read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM media WHERE sid = ?", arguments: [sid])
        .map { (type: $0["type"], bytes: [UInt8]($0["content"] as Data)) }
    }
  }

  /// Stores a message without some of its files.
  func removeMedia(_ items: [MediaItem], of message: TwilioMessage) async throws {
    try await queue.write { database in
      for item in items {
        try database.execute(sql: "DELETE FROM media WHERE sid = ?", arguments: [item.sid])
      }
      try Self.update(message, database)
    }
  }
}
